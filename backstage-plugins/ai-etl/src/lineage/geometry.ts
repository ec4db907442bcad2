import type { ColumnEdge, Field, LineageGraph, LineageNode } from '@ai-etl/backstage-plugin-ai-etl-common';
import { edgeShape } from '../graph/edge-shape';
import type { EdgeShape } from '../graph/EdgeLayer';
import type { GraphBox } from '../graph/GraphCanvas';
import type { Laid, LayoutBox, Point } from '../graph/layout';
import { keyOf } from '../graph/layout/acyclic';
import { STATE_LOOKS } from '../presentation/state';
import { columnEdgeId, columnKey, tableEdgeId } from './ids';

/** Sizes of what is drawn, in pixels at full size; the style sheet says the same. */
export const SIZES = { table: 256, head: 50, row: 24, foot: 24, pipeline: 236, pipelineHeight: 54, shown: 8 };

/** A node as it is drawn. */
export interface NodeShape {
  node: LineageNode;
  fields: Field[];
  /** Columns that do not fit. */
  hidden: number;
  expanded: boolean;
}

/** Which columns each table shows: those with lineage go first when not all fit, in the order of the table. */
export function nodeShapes(
  graph: LineageGraph,
  columns: boolean,
  expanded: ReadonlySet<string>,
): Map<string, NodeShape> {
  const related = new Set<string>();
  for (const { from, to } of graph.columnEdges) {
    related
      .add(columnKey(`dataset:${from.dataset}`, from.field))
      .add(columnKey(`dataset:${to.dataset}`, to.field));
  }
  return new Map(
    graph.nodes.map((node) => {
      const all = columns ? (node.fields ?? []) : [];
      const fields = expanded.has(node.id) ? all : chosen(node.id, all, related);
      return [
        node.id,
        {
          node,
          fields,
          hidden: all.length - fields.length,
          expanded: expanded.has(node.id) && all.length > SIZES.shown,
        },
      ];
    }),
  );
}

function chosen(nodeId: string, all: readonly Field[], related: ReadonlySet<string>): Field[] {
  if (all.length <= SIZES.shown) return [...all];
  const withLineage = all.filter((field) => related.has(columnKey(nodeId, field.name)));
  const rest = all.filter((field) => !withLineage.includes(field));
  const few = new Set([...withLineage, ...rest].slice(0, SIZES.shown));
  return all.filter((field) => few.has(field));
}

/** The room a node needs. */
export function sizeOf(shape: NodeShape): { width: number; height: number } {
  if (shape.node.type === 'pipeline') return { width: SIZES.pipeline, height: SIZES.pipelineHeight };
  const foot = shape.hidden > 0 || shape.expanded ? SIZES.foot : 0;
  return { width: SIZES.table, height: SIZES.head + shape.fields.length * SIZES.row + foot };
}

/** Boxes to lay out. */
export function layoutBoxes(shapes: ReadonlyMap<string, NodeShape>): LayoutBox[] {
  return [...shapes].map(([id, shape]) => ({ id, ...sizeOf(shape) }));
}

/** Boxes where they went; what is not laid out yet is left out. */
export function placedBoxes(shapes: ReadonlyMap<string, NodeShape>, laid: Laid | undefined): GraphBox[] {
  return [...shapes].flatMap(([id, shape]) => {
    const corner = laid?.boxes.get(id);
    if (!corner) return [];
    const { lastRun } = shape.node;
    const tint = shape.node.type === 'pipeline' && lastRun ? STATE_LOOKS[lastRun.state].color : undefined;
    return [{ id, ...corner, ...sizeOf(shape), tint }];
  });
}

/** All edges as they are drawn: tables to pipelines, and columns through pipelines to columns. */
export function edgeShapes(
  graph: LineageGraph,
  shapes: ReadonlyMap<string, NodeShape>,
  boxes: readonly GraphBox[],
  laid: Laid | undefined,
  columns: boolean,
): EdgeShape[] {
  if (!laid) return [];
  const at = new Map(boxes.map((box) => [box.id, box]));
  const bends = (from: string, to: string) =>
    laid.bends.get(keyOf(from, to)) ?? [...(laid.bends.get(keyOf(to, from)) ?? [])].reverse();
  const tables = graph.edges.flatMap(({ from, to }) => {
    const [a, b] = [at.get(from), at.get(to)];
    return a && b ? [edgeShape(tableEdgeId(from, to), [rightOf(a), ...bends(from, to), leftOf(b)])] : [];
  });
  return columns ? [...tables, ...columnShapes(graph.columnEdges, shapes, at, bends)] : tables;
}

function columnShapes(
  edges: readonly ColumnEdge[],
  shapes: ReadonlyMap<string, NodeShape>,
  at: ReadonlyMap<string, GraphBox>,
  bends: (from: string, to: string) => Point[],
): EdgeShape[] {
  const rowOf = ({ dataset, field }: ColumnEdge['from']) => {
    const id = `dataset:${dataset}`;
    return (at.get(id)?.y ?? 0) + (shapes.has(id) ? heightOf(shapes.get(id)!, field) : 0);
  };
  const ports = portsOf(
    edges,
    edges.map((edge) => rowOf(edge.from) + rowOf(edge.to)),
  );
  return edges.flatMap((edge, index) => {
    const [from, via, to] = [
      `dataset:${edge.from.dataset}`,
      `pipeline:${edge.pipeline}`,
      `dataset:${edge.to.dataset}`,
    ];
    const [a, p, b] = [at.get(from), at.get(via), at.get(to)];
    if (!a || !b) return [];
    const start = { x: a.x + a.width, y: a.y + heightOf(shapes.get(from)!, edge.from.field) };
    const end = { x: b.x, y: b.y + heightOf(shapes.get(to)!, edge.to.field) };
    const port = p && p.y + p.height * ports[index];
    const middle = p
      ? [...bends(from, via), { x: p.x, y: port! }, { x: p.x + p.width, y: port! }, ...bends(via, to)]
      : [];
    return [
      edgeShape(columnEdgeId(edge), [start, ...middle, end], {
        dashed: edge.kind === 'indirect',
        detail: true,
      }),
    ];
  });
}

/**
 * Where in the height of its pipeline each edge passes: side by side as a bundle, in the order of the rows they come
 * from and go to, so that they cross little.
 */
function portsOf(edges: readonly ColumnEdge[], heights: readonly number[]): number[] {
  const byPipeline = new Map<string, number[]>();
  edges.forEach(({ pipeline }, index) => {
    if (!byPipeline.has(pipeline)) byPipeline.set(pipeline, []);
    byPipeline.get(pipeline)!.push(index);
  });
  const ports: number[] = [];
  for (const bundle of byPipeline.values()) {
    bundle.sort((a, b) => heights[a] - heights[b]);
    bundle.forEach((edge, rank) => (ports[edge] = 0.15 + (0.7 * (rank + 0.5)) / bundle.length));
  }
  return ports;
}

/** The middle of a column's row from the top of its table; of the footer where the row is hidden, of the head for all rows. */
function heightOf(shape: NodeShape, field: string | undefined): number {
  if (field === undefined || shape.fields.length === 0) return SIZES.head / 2;
  const row = shape.fields.findIndex((each) => each.name === field);
  return row >= 0 ? SIZES.head + (row + 0.5) * SIZES.row : sizeOf(shape).height - SIZES.foot / 2;
}

function rightOf(box: GraphBox): Point {
  return { x: box.x + box.width, y: box.y + Math.min(box.height, SIZES.head) / 2 };
}

function leftOf(box: GraphBox): Point {
  return { x: box.x, y: box.y + Math.min(box.height, SIZES.head) / 2 };
}
