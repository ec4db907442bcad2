import type { LineageGraph } from '@ai-etl/backstage-plugin-ai-etl-common';

const field = (name: string) => ({ name, type: 'text' });
const direct = (from: string, to: string, pipeline: string) => edge(from, to, pipeline, 'direct');
const indirect = (from: string, to: string, pipeline: string) => edge(from, to, pipeline, 'indirect');

function edge(from: string, to: string, pipeline: string, kind: 'direct' | 'indirect') {
  const end = (words: string) => {
    const [dataset, name] = words.split('.');
    return name ? { dataset, field: name } : { dataset };
  };
  return { from: end(from), to: end(to), pipeline, kind };
}

/** Flights and airports make a mart; a report is made of the mart. */
export const flightsGraph: LineageGraph = {
  nodes: [
    {
      id: 'dataset:flights',
      type: 'dataset',
      title: 'flights.csv',
      system: 'file',
      distance: -1,
      fields: ['origin', 'delay', 'gate'].map(field),
    },
    {
      id: 'dataset:airports',
      type: 'dataset',
      title: 'airports.csv',
      system: 'file',
      distance: -1,
      fields: ['iata', 'city'].map(field),
      hiddenUpstream: 2,
    },
    {
      id: 'pipeline:delays',
      type: 'pipeline',
      title: 'delays',
      distance: 0,
      lastRun: { runId: 'r1', state: 'failed' },
    },
    {
      id: 'dataset:mart',
      type: 'dataset',
      title: 'analytics.mart',
      system: 'clickhouse',
      distance: 0,
      fields: ['city', 'total'].map(field),
    },
    { id: 'pipeline:report', type: 'pipeline', title: 'report', distance: 1 },
    {
      id: 'dataset:board',
      type: 'dataset',
      title: 'board',
      system: 'postgresql',
      distance: 1,
      fields: ['city', 'rank'].map(field),
      gone: true,
    },
  ],
  edges: [
    { from: 'dataset:flights', to: 'pipeline:delays' },
    { from: 'dataset:airports', to: 'pipeline:delays' },
    { from: 'pipeline:delays', to: 'dataset:mart' },
    { from: 'dataset:mart', to: 'pipeline:report' },
    { from: 'pipeline:report', to: 'dataset:board' },
  ],
  columnEdges: [
    direct('airports.city', 'mart.city', 'delays'),
    direct('flights.delay', 'mart.total', 'delays'),
    indirect('flights.delay', 'mart', 'delays'),
    indirect('airports.iata', 'mart.city', 'delays'),
    direct('mart.city', 'board.city', 'report'),
    indirect('mart.total', 'board.rank', 'report'),
  ],
  truncated: false,
};
