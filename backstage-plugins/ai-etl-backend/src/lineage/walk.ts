import type { Focus, GraphOptions } from './graph';
import type { Edge, LineageSource } from './LineageQueries';

interface Node {
  dataset?: string;
  pipeline?: number;
  /** Hops between datasets; negative upstream. */
  distance: number;
}

/** What a walk came across. */
export interface Found {
  nodes: Map<string, Node>;
  edges: Edge[];
  truncated: boolean;
}

export const nodeIdOf = (node: { dataset?: string; pipeline?: number }) =>
  node.dataset === undefined ? `#${node.pipeline}` : `dataset:${node.dataset}`;

/** Edges that one level may bring, so that a hub with a million readers does not fill the memory. */
const edgesPerNode = 20;

type Side = 'upstream' | 'downstream';

/** Which edges lead on: downstream from a dataset to those that read it, from a pipeline to what it writes. */
const leading = {
  downstream: { dataset: 'in', pipeline: 'out' },
  upstream: { dataset: 'out', pipeline: 'in' },
} as const;

/** Goes out from the focus level by level, both sides in turn, so that what is near is found first. */
export async function walk(queries: LineageSource, focus: Focus, options: GraphOptions): Promise<Found> {
  const { direction, depth } = options;
  const found: Found = {
    nodes: new Map([[nodeIdOf(focus), { ...focus, distance: 0 }]]),
    edges: [],
    truncated: false,
  };
  const sides: Side[] = direction === 'both' ? ['upstream', 'downstream'] : [direction];
  const frontiers = new Map(sides.map((side) => [side, [{ ...focus, distance: 0 } as Node]]));
  // Two half hops make one from dataset to dataset; from a pipeline the first half is spared.
  const halves = depth * 2 - ('pipeline' in focus ? 1 : 0);
  for (let half = 0; half < halves; half += 1)
    for (const side of sides)
      frontiers.set(side, await advance(queries, found, frontiers.get(side)!, side, options));
  found.edges = unique(found.edges);
  return found;
}

async function advance(
  queries: LineageSource,
  found: Found,
  frontier: Node[],
  side: Side,
  { visible, maxNodes }: GraphOptions,
): Promise<Node[]> {
  if (frontier.length === 0) return [];
  const isDatasets = frontier[0]!.dataset !== undefined;
  const ids = frontier.map(({ dataset, pipeline }) => dataset ?? pipeline!);
  const limit = maxNodes * edgesPerNode;
  const edges = await queries.edges(
    isDatasets ? 'dataset_id' : 'pipeline_id',
    ids,
    leading[side][isDatasets ? 'dataset' : 'pipeline'],
    visible,
    limit,
  );
  if (edges.length === limit) found.truncated = true;
  const distances = new Map(frontier.map((node) => [node.dataset ?? node.pipeline!, node.distance]));
  const next: Node[] = [];
  for (const edge of edges) {
    const from = isDatasets ? edge.dataset_id : edge.pipeline_id;
    const node = isDatasets
      ? { pipeline: edge.pipeline_id, distance: distances.get(from)! }
      : { dataset: edge.dataset_id, distance: distances.get(from)! + (side === 'upstream' ? -1 : 1) };
    const id = nodeIdOf(node);
    if (!found.nodes.has(id)) {
      if (found.nodes.size >= maxNodes) {
        found.truncated = true;
        continue;
      }
      found.nodes.set(id, node);
      next.push(node);
    }
    found.edges.push(edge);
  }
  return next;
}

const unique = (edges: Edge[]): Edge[] => [
  ...new Map(
    edges.map((edge) => [`${edge.pipeline_id} ${edge.dataset_id} ${edge.direction}`, edge]),
  ).values(),
];
