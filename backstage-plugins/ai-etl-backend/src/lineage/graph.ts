import type {
  ColumnEdge as ShownColumnEdge,
  LineageEdge,
  LineageGraph,
  LineageNode,
} from '@ai-etl/backstage-plugin-ai-etl-common';
import { nodeIdOf, walk, type Found } from './walk';
import type { ColumnEdge, Edge, LineageSource, VisibleLineage } from './LineageQueries';

export type Direction = 'upstream' | 'downstream' | 'both';

/** What stands in the middle. */
export type Focus = { dataset: string } | { pipeline: number };

export interface GraphOptions {
  direction: Direction;
  /** Hops from dataset to dataset. */
  depth: number;
  columns: boolean;
  maxNodes: number;
  visible: VisibleLineage;
}

/** More lines than this nobody can look at, nor a browser draw. */
const mostColumnEdges = 50_000;

/** A graph, and its edges as the tables have them. */
export interface GraphFound extends LineageGraph {
  found: { edges: readonly Edge[]; columnEdges: readonly ColumnEdge[] };
  /** How edges are shown: pipelines by name. */
  shown: ShownEdges;
}

/** The graph around a focus: nearest nodes first, until there are `maxNodes`; each says what is not shown beside it. */
export async function lineageGraph(
  source: LineageSource,
  focus: Focus,
  options: GraphOptions,
): Promise<LineageGraph> {
  const { found, shown, ...graph } = await findGraph(source, focus, options);
  return graph;
}

/** The same graph, with what it was made from. */
export async function findGraph(
  source: LineageSource,
  focus: Focus,
  options: GraphOptions,
): Promise<GraphFound> {
  const found = await walk(source, focus, options);
  const datasets = [...found.nodes.values()].flatMap(({ dataset }) => dataset ?? []);
  const pipelines = [...found.nodes.values()].flatMap(({ pipeline }) => pipeline ?? []);
  const [nodes, columns] = await Promise.all([
    nodesOf(source, found, datasets, pipelines, options.visible),
    options.columns ? source.columnEdges(datasets, pipelines, mostColumnEdges) : [],
  ]);
  const names = new Map(nodes.flatMap(({ id, name }) => (name ? [[id, name] as const] : [])));
  const shown = shownEdges((id) => names.get(nodeIdOf({ pipeline: id }))!);
  return {
    nodes: nodes.map(({ id, name, ...node }) => ({ ...node, id: name ? `pipeline:${name}` : id })),
    edges: found.edges.map(shown.edge),
    columnEdges: columns.map(shown.columnEdge),
    truncated: found.truncated || columns.length === mostColumnEdges,
    found: { edges: found.edges, columnEdges: columns },
    shown,
  };
}

/** Edges as the API shows them. */
export interface ShownEdges {
  edge(edge: Edge): LineageEdge;
  columnEdge(edge: ColumnEdge): ShownColumnEdge;
}

/** Shows edges; an edge leads from a dataset to a pipeline that reads it, from a pipeline to what it writes. */
export const shownEdges = (nameOf: (pipeline: number) => string): ShownEdges => ({
  edge: ({ pipeline_id, dataset_id, direction }) => {
    const [pipeline, dataset] = [`pipeline:${nameOf(pipeline_id)}`, nodeIdOf({ dataset: dataset_id })];
    return direction === 'in' ? { from: dataset, to: pipeline } : { from: pipeline, to: dataset };
  },
  columnEdge: (edge) => ({
    from: { dataset: edge.from_dataset, field: edge.from_field ?? undefined },
    to: { dataset: edge.to_dataset, field: edge.to_field ?? undefined },
    kind: edge.kind,
    transformation: edge.transformation ?? undefined,
    pipeline: nameOf(edge.pipeline_id),
  }),
});

type NamedNode = LineageNode & { name?: string };

async function nodesOf(
  queries: LineageSource,
  { nodes, edges }: Found,
  datasets: string[],
  pipelines: number[],
  visible: VisibleLineage,
): Promise<NamedNode[]> {
  const [datasetRows, pipelineRows, runs, read, written, ins, outs] = await Promise.all([
    queries.datasets(datasets),
    queries.pipelines(pipelines),
    queries.lastRuns(pipelines),
    queries.degrees('dataset_id', datasets, 'in', visible),
    queries.degrees('dataset_id', datasets, 'out', visible),
    queries.degrees('pipeline_id', pipelines, 'in', visible),
    queries.degrees('pipeline_id', pipelines, 'out', visible),
  ]);
  const shown = shownDegrees(edges);
  const hidden = (id: string, side: 'in' | 'out', all = 0) =>
    Math.max(0, all - (shown.get(`${id} ${side}`) ?? 0)) || undefined;
  return [...nodes].map(([id, { dataset, pipeline, distance }]): NamedNode => {
    if (dataset !== undefined) {
      const row = datasetRows.get(dataset)!;
      return {
        id,
        type: 'dataset',
        title: row.title,
        subtitle: row.connection ?? row.namespace,
        system: row.system ?? undefined,
        entityRef: `resource:default/${row.entity_name}`,
        fields: JSON.parse(row.fields),
        distance,
        hiddenUpstream: hidden(id, 'out', written.get(dataset)),
        hiddenDownstream: hidden(id, 'in', read.get(dataset)),
        gone: row.gone_at === null ? undefined : true,
      };
    }
    const row = pipelineRows.get(pipeline!)!;
    return {
      id,
      name: row.name,
      type: 'pipeline',
      title: row.name,
      subtitle: row.owner || undefined,
      entityRef: `component:default/${row.entity_name}`,
      distance,
      hiddenUpstream: hidden(id, 'in', ins.get(row.id)),
      hiddenDownstream: hidden(id, 'out', outs.get(row.id)),
      lastRun: runs.get(row.id)?.[0],
    };
  });
}

/** Neighbours that are in the picture, by node and direction. */
function shownDegrees(edges: Edge[]): Map<string, number> {
  const counts = new Map<string, number>();
  for (const { pipeline_id, dataset_id, direction } of edges)
    for (const id of [nodeIdOf({ pipeline: pipeline_id }), nodeIdOf({ dataset: dataset_id })])
      counts.set(`${id} ${direction}`, (counts.get(`${id} ${direction}`) ?? 0) + 1);
  return counts;
}
