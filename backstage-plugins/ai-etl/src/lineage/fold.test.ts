import type { LineageGraph, LineageNode, RunState } from '@ai-etl/backstage-plugin-ai-etl-common';
import { foldHubs, MOST_NEIGHBOURS } from './fold';

const pipeline = (index: number, state: RunState = 'success'): LineageNode => ({
  id: `pipeline:p${index}`,
  type: 'pipeline',
  title: `p${index}`,
  lastRun: { runId: `r${index}`, state },
});
const dataset = (id: string): LineageNode => ({ id: `dataset:${id}`, type: 'dataset', title: id });

/** A dataset that many pipelines read, each of which writes one of its own; the last pipeline failed. */
function hub(readers: number): LineageGraph {
  const indexes = Array.from({ length: readers }, (_, index) => index);
  return {
    nodes: [
      dataset('hub'),
      ...indexes.map((index) => pipeline(index, index === readers - 1 ? 'failed' : 'success')),
      ...indexes.map((index) => dataset(`out${index}`)),
    ],
    edges: indexes.flatMap((index) => [
      { from: 'dataset:hub', to: `pipeline:p${index}` },
      { from: `pipeline:p${index}`, to: `dataset:out${index}` },
    ]),
    columnEdges: indexes.map((index) => ({
      from: { dataset: 'hub', field: 'a' },
      to: { dataset: `out${index}`, field: 'a' },
      kind: 'direct' as const,
      pipeline: `p${index}`,
    })),
    truncated: false,
  };
}
const idsOf = ({ nodes }: LineageGraph) => nodes.map(({ id }) => id);

describe('a hub', () => {
  it('shows a few neighbours, the failed one among them, and counts the others', () => {
    const folded = foldHubs(hub(400), ['dataset:hub'], []);
    expect(folded.nodes).toHaveLength(1 + 2 * MOST_NEIGHBOURS);
    expect(idsOf(folded)).toEqual(expect.arrayContaining(['pipeline:p399', 'dataset:out399']));
    expect(folded.nodes[0]).toMatchObject({ hiddenDownstream: 400 - MOST_NEIGHBOURS, hiddenUpstream: 0 });
    expect(folded.columnEdges).toHaveLength(MOST_NEIGHBOURS);
    expect(folded.edges).toHaveLength(2 * MOST_NEIGHBOURS);
  });

  it('shows all of them once it is opened', () => {
    expect(foldHubs(hub(400), ['dataset:hub'], ['dataset:hub'])).toEqual(hub(400));
  });

  it('keeps what is picked, and what hangs on it', () => {
    const ids = idsOf(foldHubs(hub(400), ['dataset:hub', 'dataset:out200'], []));
    expect(ids).toEqual(expect.arrayContaining(['dataset:out200', 'pipeline:p200', 'dataset:hub']));
  });
});

it('draws no line back to a hub from readers that are met by another way', () => {
  const graph = hub(40);
  // Every pipeline reads what the one before it wrote, and the hub.
  for (let index = 1; index < 40; index++)
    graph.edges.push({ from: `dataset:out${index - 1}`, to: `pipeline:p${index}` });
  const folded = foldHubs(graph, ['dataset:hub'], []);
  expect(folded.nodes).toHaveLength(graph.nodes.length);
  expect(folded.edges.filter(({ from }) => from === 'dataset:hub')).toHaveLength(MOST_NEIGHBOURS);
  expect(folded.nodes.find(({ id }) => id === 'pipeline:p30')).toMatchObject({ hiddenUpstream: 1 });
});

it('shows the hub that something is made of, and the way to it', () => {
  const ids = idsOf(foldHubs(hub(400), ['dataset:out200'], []));
  expect(ids).toEqual(expect.arrayContaining(['pipeline:p200', 'dataset:hub']));
});

it('leaves small graphs, and graphs without their focus, as they are', () => {
  const small = hub(MOST_NEIGHBOURS);
  expect(foldHubs(small, ['dataset:hub'], [])).toBe(small);
  const other = hub(40);
  expect(foldHubs(other, ['dataset:elsewhere'], [])).toBe(other);
});
