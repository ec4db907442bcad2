import type { ImpactItem, LineageGraph } from '@ai-etl/backstage-plugin-ai-etl-common';
import { layOut } from '../graph/layout';
import { flightsGraph } from '../__testUtils__/graphs';
import { viewOf, withView } from './address';
import { findInGraph } from './find';
import { edgeShapes, layoutBoxes, nodeShapes, placedBoxes, SIZES } from './geometry';
import { columnKey } from './ids';
import { brokenPath, impactCsv } from './impact';
import { mergeGraphs } from './merge';
import { pathOf } from './paths';
import { lineageSvg } from './svg';
import { stepFrom } from './walk';

const columnsOf = (path: { columns: Set<string> }) =>
  [...path.columns].map((key) => key.replace('\n', '.').replace('dataset:', '')).sort();

describe('pathOf', () => {
  const city = { node: 'dataset:mart', field: 'city' };

  it('follows a column both ways by direct edges alone', () => {
    const path = pathOf(flightsGraph, city, false);
    expect(columnsOf(path)).toEqual(['airports.city', 'board.city', 'mart.city']);
    expect([path.upstream, path.downstream]).toEqual([1, 1]);
    expect(path.nodes.has('pipeline:delays')).toBe(true);
    expect(path.nodes.has('dataset:flights')).toBe(false);
  });

  it('adds what decides about rows when indirect edges are wanted', () => {
    expect(columnsOf(pathOf(flightsGraph, city, true))).toEqual([
      'airports.city',
      'airports.iata',
      'board.city',
      'flights.delay',
      'mart.city',
    ]);
  });

  it('follows tables through pipelines', () => {
    const path = pathOf(flightsGraph, { node: 'dataset:flights' }, false);
    expect([...path.nodes].sort()).toEqual([
      'dataset:board',
      'dataset:flights',
      'dataset:mart',
      'pipeline:delays',
      'pipeline:report',
    ]);
    expect(path.nodes.has('dataset:airports')).toBe(false);
  });

  it('ends in a cycle', () => {
    const loop: LineageGraph = {
      ...flightsGraph,
      columnEdges: [
        ...flightsGraph.columnEdges,
        {
          from: { dataset: 'board', field: 'city' },
          to: { dataset: 'airports', field: 'city' },
          kind: 'direct',
          pipeline: 'back',
        },
      ],
    };
    expect(columnsOf(pathOf(loop, city, false))).toEqual(['airports.city', 'board.city', 'mart.city']);
  });
});

describe('mergeGraphs', () => {
  it('counts what stays hidden in the whole', () => {
    const more: LineageGraph = {
      nodes: [
        { id: 'dataset:airports', type: 'dataset', title: 'airports.csv' },
        { id: 'pipeline:scrape', type: 'pipeline', title: 'scrape' },
      ],
      edges: [{ from: 'pipeline:scrape', to: 'dataset:airports' }],
      columnEdges: [],
      truncated: false,
    };
    const merged = mergeGraphs([flightsGraph, more]);
    expect(merged.nodes).toHaveLength(7);
    expect(merged.nodes.find((node) => node.id === 'dataset:airports')).toMatchObject({
      hiddenUpstream: 1,
      hiddenDownstream: 0,
    });
  });
});

describe('geometry', () => {
  it('shows columns with lineage first when not all fit', () => {
    const fields = Array.from({ length: 12 }, (_, index) => ({ name: `c${index}`, type: 'text' }));
    const graph: LineageGraph = {
      nodes: [{ id: 'dataset:wide', type: 'dataset', title: 'wide', fields }],
      edges: [],
      columnEdges: [
        {
          from: { dataset: 'wide', field: 'c11' },
          to: { dataset: 'x', field: 'y' },
          kind: 'direct',
          pipeline: 'p',
        },
      ],
      truncated: false,
    };
    const shape = nodeShapes(graph, true, new Set()).get('dataset:wide')!;
    expect(shape.fields.map(({ name }) => name)).toEqual(['c0', 'c1', 'c2', 'c3', 'c4', 'c5', 'c6', 'c11']);
    expect(shape.hidden).toBe(4);
    expect(nodeShapes(graph, true, new Set(['dataset:wide'])).get('dataset:wide')!.fields).toHaveLength(12);
    expect(nodeShapes(graph, false, new Set()).get('dataset:wide')!.fields).toEqual([]);
  });

  it('draws column edges from row to row through their pipeline', async () => {
    const shapes = nodeShapes(flightsGraph, true, new Set());
    const laid = await layOut(layoutBoxes(shapes), flightsGraph.edges);
    const boxes = placedBoxes(shapes, laid);
    const edges = edgeShapes(flightsGraph, shapes, boxes, laid, true);
    expect(edges).toHaveLength(flightsGraph.edges.length + flightsGraph.columnEdges.length);
    const flights = boxes.find((box) => box.id === 'dataset:flights')!;
    const delay = edges.find((edge) => edge.id.startsWith('flights\ndelay\nmart\ntotal'))!;
    expect(
      delay.path.startsWith(`M${flights.x + SIZES.table} ${flights.y + SIZES.head + 1.5 * SIZES.row}`),
    ).toBe(true);
    expect(edges.filter((edge) => edge.dashed)).toHaveLength(3);
  });

  it('becomes a picture that names everything and escapes what it names', async () => {
    const graph: LineageGraph = {
      ...flightsGraph,
      nodes: flightsGraph.nodes.map((node) => ({
        ...node,
        title: node.id === 'dataset:mart' ? 'a<b>&c' : node.title,
      })),
    };
    const shapes = nodeShapes(graph, true, new Set());
    const laid = await layOut(layoutBoxes(shapes), graph.edges);
    const boxes = placedBoxes(shapes, laid);
    const colors = {
      page: '#fff',
      box: '#fff',
      line: '#000',
      text: '#000',
      quiet: '#666',
      path: '#00f',
      broken: '#f00',
    };
    const svg = lineageSvg(
      shapes,
      boxes,
      edgeShapes(graph, shapes, boxes, laid, true),
      () => 'plain',
      colors,
    );
    const read = new DOMParser().parseFromString(svg, 'image/svg+xml');
    const words = [...read.querySelectorAll('text')].map((text) => text.textContent);
    expect(words).toEqual(expect.arrayContaining(['a<b>&c', 'flights.csv', 'delay', 'report']));
    expect(svg).not.toMatch(/var\(|url\(|href/);
  });
});

describe('a picture of long names', () => {
  it('shortens what would run into its neighbour', async () => {
    const long = { name: 'c'.repeat(60), type: `decimal(${'9'.repeat(30)})` };
    const graph: LineageGraph = {
      nodes: [
        { id: 'dataset:x', type: 'dataset', title: 'т'.repeat(80), subtitle: 's'.repeat(80), fields: [long] },
      ],
      edges: [],
      columnEdges: [],
      truncated: false,
    };
    const shapes = nodeShapes(graph, true, new Set());
    const boxes = placedBoxes(shapes, await layOut(layoutBoxes(shapes), []));
    const ink = { page: '', box: '', line: '', text: '', quiet: '', path: '', broken: '' };
    const svg = lineageSvg(shapes, boxes, [], () => 'plain', ink);
    const words = [...svg.matchAll(/<text[^>]*>([^<]*)</g)].map(([, text]) => text);
    expect(words.map((text) => text.length)).toEqual([30, 30, 20, 14]);
    expect(words.every((text) => text.endsWith('…'))).toBe(true);
  });
});

describe('impact', () => {
  const mart = { id: 'mart', namespace: 'ch', name: 'analytics.mart', entityRef: 'resource:default/mart' };
  const items: ImpactItem[] = [
    { distance: 1, dataset: mart, field: 'total', pipeline: 'delays', kind: 'direct' },
    {
      distance: 2,
      dataset: { ...mart, id: 'board', name: '=cmd,"x"' },
      field: 'rank',
      pipeline: 'report',
      kind: 'indirect',
    },
  ];

  it('paints what would break and nothing else', () => {
    const path = brokenPath(flightsGraph, { node: 'dataset:flights', field: 'delay' }, items);
    expect([...path.nodes].sort()).toEqual([
      'dataset:board',
      'dataset:flights',
      'dataset:mart',
      'pipeline:delays',
      'pipeline:report',
    ]);
    expect(path.columns.has(columnKey('dataset:flights', 'delay'))).toBe(true);
    expect(path.columns.has(columnKey('dataset:mart', 'city'))).toBe(false);
    expect(path.edges.has('dataset:airports→pipeline:delays')).toBe(false);
  });

  it('exports names that a spreadsheet takes neither for formulas nor for columns', () => {
    const [head, , second] = impactCsv(items).split('\r\n');
    expect(head).toBe('distance,system,namespace,dataset,column,kind,pipeline,owner');
    expect(second).toBe(`2,,ch,"'=cmd,""x""",rank,indirect,report,`);
  });
});

describe('the address', () => {
  it('says everything one sees, and little when all is usual', () => {
    const change = {
      focus: { type: 'dataset' as const, id: 'mart' },
      depth: 5,
      indirect: true,
      picked: { node: 'dataset:mart', field: 'город' },
      opened: ['dataset:a', 'dataset:b'],
    };
    const search = withView(new URLSearchParams(), change);
    expect(viewOf(new URLSearchParams(search.toString()))).toMatchObject({
      ...change,
      direction: 'both',
      columns: true,
      impact: false,
      table: false,
    });
    expect(withView(search, { depth: 3, indirect: false, picked: undefined, opened: [] }).toString()).toBe(
      'dataset=mart',
    );
  });

  it('ignores what it does not know', () => {
    expect(viewOf(new URLSearchParams('dataset=a&depth=9999&direction=sideways'))).toMatchObject({
      depth: 3,
      direction: 'both',
    });
  });
});

describe('keys and search', () => {
  it('walks along edges and among neighbours of one column', async () => {
    const shapes = nodeShapes(flightsGraph, true, new Set());
    const boxes = placedBoxes(shapes, await layOut(layoutBoxes(shapes), flightsGraph.edges));
    const go = (id: string, arrow: Parameters<typeof stepFrom>[1]) =>
      stepFrom(id, arrow, flightsGraph.edges, boxes);
    expect(go('dataset:flights', 'ArrowRight')).toBe('pipeline:delays');
    expect(go('dataset:mart', 'ArrowLeft')).toBe('pipeline:delays');
    expect([go('dataset:flights', 'ArrowDown'), go('dataset:flights', 'ArrowUp')]).toContain(
      'dataset:airports',
    );
    expect(go('dataset:board', 'ArrowRight')).toBeUndefined();
  });

  it('finds tables and columns, the best first', () => {
    expect(findInGraph(flightsGraph, ' CITY ').map(({ title }) => title)).toEqual([
      'airports.csv · city',
      'analytics.mart · city',
      'board · city',
    ]);
    expect(findInGraph(flightsGraph, 'report')[0]).toMatchObject({ node: 'pipeline:report' });
    expect(findInGraph(flightsGraph, '')).toEqual([]);
  });
});
