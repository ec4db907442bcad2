import type { Node } from 'libpg-query';
import type { FrameBound, OrderTerm, WindowSpec } from '../ast';
import type { ParseContext } from './context';

/** Lowers ORDER BY; PostgreSQL's default place of NULLs is filled in. @internal */
export function lowerOrder(nodes: Node[] | undefined, c: ParseContext): OrderTerm[] {
  return (nodes ?? []).map((node) => {
    if (!('SortBy' in node)) throw c.refuse('this ORDER BY');
    const { node: expression, sortby_dir, sortby_nulls, useOp } = node.SortBy;
    if (useOp) throw c.refuse('ORDER BY USING');
    const direction = sortby_dir === 'SORTBY_DESC' ? 'desc' : 'asc';
    const usual = direction === 'desc' ? 'first' : 'last';
    const nulls =
      sortby_nulls === 'SORTBY_NULLS_FIRST' ? 'first' : sortby_nulls === 'SORTBY_NULLS_LAST' ? 'last' : usual;
    return { expression: c.expression(expression), direction, nulls };
  });
}

interface WindowDefinition {
  name?: string;
  refname?: string;
  partitionClause?: Node[];
  orderClause?: Node[];
  frameOptions?: number;
  startOffset?: Node;
  endOffset?: Node;
  location?: number;
}

/** Lowers the inside of OVER (…). @internal */
export function lowerWindow(definition: WindowDefinition, c: ParseContext): WindowSpec {
  const read = ['name', 'partitionClause', 'orderClause', 'frameOptions', 'startOffset', 'endOffset'];
  c.only(definition, read, 'a window', definition.location);
  const frame = lowerFrame(definition, c);
  return {
    partitionBy: c.expressions(definition.partitionClause),
    orderBy: lowerOrder(definition.orderClause, c),
    ...(frame && { frame }),
  };
}

/** Bits of PostgreSQL's parsenodes.h, FRAMEOPTION_*. */
const bit = {
  told: 0x1,
  rows: 0x4,
  groups: 0x8,
  start: { unboundedPreceding: 0x20, currentRow: 0x200, preceding: 0x800, following: 0x2000 },
  end: { unboundedFollowing: 0x100, currentRow: 0x400, preceding: 0x1000, following: 0x4000 },
  exclusion: 0x8000 | 0x10000 | 0x20000,
};

function lowerFrame(definition: WindowDefinition, c: ParseContext): WindowSpec['frame'] {
  const options = definition.frameOptions ?? 0;
  const has = (mask: number) => (options & mask) !== 0;
  if (!has(bit.told)) return undefined;
  if (has(bit.exclusion)) throw c.refuse('EXCLUDE of a window frame', definition.location);
  const from: FrameBound = has(bit.start.unboundedPreceding)
    ? { kind: 'unbounded-preceding' }
    : has(bit.start.currentRow)
      ? { kind: 'current-row' }
      : {
          kind: has(bit.start.preceding) ? 'preceding' : 'following',
          offset: c.expression(definition.startOffset),
        };
  const to: FrameBound = has(bit.end.unboundedFollowing)
    ? { kind: 'unbounded-following' }
    : has(bit.end.currentRow)
      ? { kind: 'current-row' }
      : {
          kind: has(bit.end.preceding) ? 'preceding' : 'following',
          offset: c.expression(definition.endOffset),
        };
  return { unit: has(bit.rows) ? 'rows' : has(bit.groups) ? 'groups' : 'range', from, to };
}
