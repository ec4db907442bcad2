import type { ColumnEdge } from '@ai-etl/backstage-plugin-ai-etl-common';

/** A column of a node; without a field, all its rows. A line break is in no name that systems allow. */
export function columnKey(node: string, field: string | undefined): string {
  return `${node}\n${field ?? ''}`;
}

/** An edge between a table and a pipeline. */
export function tableEdgeId(from: string, to: string): string {
  return `${from}→${to}`;
}

/** An edge between columns. */
export function columnEdgeId({ from, to, pipeline, kind }: ColumnEdge): string {
  return [from.dataset, from.field ?? '', to.dataset, to.field ?? '', pipeline, kind].join('\n');
}
