import type { LineageGraph } from '@ai-etl/backstage-plugin-ai-etl-common';
import type { Picked } from './address';

const MOST = 50;

/** Tables, pipelines and columns whose name holds the words; whole names first, then beginnings. */
export function findInGraph(graph: LineageGraph, text: string): (Picked & { title: string })[] {
  const wanted = text.trim().toLocaleLowerCase();
  if (!wanted) return [];
  const found: (Picked & { title: string; rank: number })[] = [];
  for (const node of graph.nodes) {
    const rank = rankOf(node.title, wanted);
    if (rank >= 0) found.push({ node: node.id, title: node.title, rank });
    for (const { name } of node.fields ?? []) {
      const columnRank = rankOf(name, wanted);
      if (columnRank >= 0)
        found.push({ node: node.id, field: name, title: `${node.title} · ${name}`, rank: columnRank + 0.5 });
    }
  }
  return found.sort((a, b) => a.rank - b.rank || a.title.localeCompare(b.title)).slice(0, MOST);
}

/** 0: the same, 1: begins so, 2: holds it, -1: no. */
function rankOf(name: string, wanted: string): number {
  const lower = name.toLocaleLowerCase();
  if (lower === wanted) return 0;
  const at = lower.indexOf(wanted);
  return at < 0 ? -1 : Math.min(at, 1) + 1;
}
