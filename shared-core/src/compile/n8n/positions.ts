/** What has to be placed: a node and those before it, in dependency order. */
export interface Placed {
  id: string;
  inputs: string[];
}

/**
 * Columns by the longest way from the start, rows beside what feeds a node, so that lines run straight; nodes of a
 * column keep a row between them.
 */
export function positions(nodes: Placed[]): Map<string, [column: number, row: number]> {
  const places = new Map<string, [number, number]>();
  const free = new Map<number, number>();
  for (const { id, inputs } of nodes) {
    const before = inputs.map((input) => places.get(input)!);
    const column = 1 + Math.max(0, ...before.map(([x]) => x));
    const wanted = before.length > 0 ? before.reduce((sum, [, y]) => sum + y, 0) / before.length : 0;
    const row = Math.max(wanted, free.get(column) ?? (before.length > 0 ? wanted : 0));
    places.set(id, [column, row]);
    free.set(column, row + 1);
  }
  return places;
}
