import type { LineageGraph } from '@ai-etl/backstage-plugin-ai-etl-common';

/** A column of another dataset. */
export interface OtherEnd {
  dataset: string;
  title: string;
  field: string;
}

/** What a column is made of, and what is made of it, one step away. */
export interface ColumnEnds {
  from: OtherEnd[];
  to: OtherEnd[];
}

/** Values alone: columns that only decide about rows are left to the graph. */
export function columnEnds(graph: LineageGraph, dataset: string): Map<string, ColumnEnds> {
  const titles = new Map(graph.nodes.map(({ id, title }) => [id, title]));
  const ends = new Map<string, ColumnEnds>();
  const add = (mine: string, side: keyof ColumnEnds, other: { dataset: string; field?: string }) => {
    if (other.field === undefined) return;
    const known = ends.get(mine) ?? { from: [], to: [] };
    ends.set(mine, known);
    const { field } = other;
    if (!known[side].some((end) => end.dataset === other.dataset && end.field === field))
      known[side].push({
        dataset: other.dataset,
        title: titles.get(`dataset:${other.dataset}`) ?? other.dataset,
        field,
      });
  };
  for (const { from, to, kind } of graph.columnEdges) {
    if (kind !== 'direct') continue;
    if (to.dataset === dataset && to.field !== undefined) add(to.field, 'from', from);
    if (from.dataset === dataset && from.field !== undefined) add(from.field, 'to', to);
  }
  return ends;
}
