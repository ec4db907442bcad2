import type { ImpactItem, LineageGraph } from '@ai-etl/backstage-plugin-ai-etl-common';
import type { Picked } from './address';
import { columnEdgeId, columnKey, tableEdgeId } from './ids';
import type { Path } from './paths';

/** What of the graph would break, to be painted. */
export function brokenPath(graph: LineageGraph, start: Picked, items: readonly ImpactItem[]): Path {
  const columns = new Set(items.map((item) => columnKey(`dataset:${item.dataset.id}`, item.field)));
  const pipelines = new Set(items.flatMap((item) => (item.pipeline ? [`pipeline:${item.pipeline}`] : [])));
  const tables = new Set(items.map((item) => `dataset:${item.dataset.id}`));
  const nodes = new Set([start.node, ...tables, ...pipelines]);
  const isStart = (key: string) =>
    start.field === undefined
      ? key.startsWith(`${start.node}\n`)
      : key === columnKey(start.node, start.field);
  const edges = new Set<string>();
  for (const edge of graph.columnEdges) {
    const from = columnKey(`dataset:${edge.from.dataset}`, edge.from.field);
    if (
      (columns.has(from) || isStart(from)) &&
      columns.has(columnKey(`dataset:${edge.to.dataset}`, edge.to.field))
    )
      edges.add(columnEdgeId(edge));
  }
  for (const { from, to } of graph.edges) {
    if (nodes.has(from) && nodes.has(to) && (pipelines.has(from) ? tables.has(to) : true))
      edges.add(tableEdgeId(from, to));
  }
  if (start.field !== undefined) columns.add(columnKey(start.node, start.field));
  return { edges, nodes, columns, upstream: 0, downstream: items.length };
}

const CSV_COLUMNS: [string, (item: ImpactItem) => string | number | undefined][] = [
  ['distance', (item) => item.distance],
  ['system', (item) => item.dataset.system],
  ['namespace', (item) => item.dataset.namespace],
  ['dataset', (item) => item.dataset.name],
  ['column', (item) => item.field],
  ['kind', (item) => item.kind],
  ['pipeline', (item) => item.pipeline],
  ['owner', (item) => item.dataset.owner],
];

/** The list for a spreadsheet. */
export function impactCsv(items: readonly ImpactItem[]): string {
  const lines = [
    CSV_COLUMNS.map(([title]) => title),
    ...items.map((item) => CSV_COLUMNS.map(([, value]) => cell(value(item)))),
  ];
  return `${lines.map((line) => line.join(',')).join('\r\n')}\r\n`;
}

/** Quoted where needed; a name that a spreadsheet would take for a formula is kept a text. */
function cell(value: string | number | undefined): string {
  if (typeof value === 'number' || value === undefined) return String(value ?? '');
  const safe = /^[=+\-@\t\r]/.test(value) ? `'${value}` : value;
  return /[",\r\n]/.test(safe) ? `"${safe.replaceAll('"', '""')}"` : safe;
}
