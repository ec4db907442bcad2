/** A part of a list: what the store answers. */
export interface Page<T> {
  items: T[];
}

/** How far a list has been read. */
export interface Position {
  offset: number;
  /** Keys of the last items that were read, by which the next page shows that it joins on. */
  tail: string[];
}

/** Reads part of a list. */
export type ReadPage<T> = (range: { offset: number; limit: number }) => Promise<Page<T>>;

const pageSize = 500;
const overlap = 10;

/**
 * Reads the next page of a list that may change between two pages.
 *
 * @remarks Pages overlap by some items. When items before the position were deleted meanwhile, the list moved up
 * and plain paging would miss as many; then none of the items seen last is in the page, and it goes back for
 * them. Items that come twice do no harm.
 * @returns the items, and where to go on; undefined: that was the last page
 */
export async function nextPage<T>(
  read: ReadPage<T>,
  keyOf: (item: T) => string,
  position: Position = { offset: 0, tail: [] },
): Promise<{ items: T[]; next?: Position }> {
  let offset = Math.max(0, position.offset - overlap);
  let { items } = await read({ offset, limit: pageSize });
  while (offset > 0 && !joins(items, keyOf, position.tail)) {
    offset = Math.max(0, offset - pageSize + overlap);
    ({ items } = await read({ offset, limit: pageSize }));
  }
  if (items.length < pageSize) return { items };
  return { items, next: { offset: offset + items.length, tail: items.slice(-overlap).map(keyOf) } };
}

function joins<T>(items: T[], keyOf: (item: T) => string, tail: string[]): boolean {
  const keys = new Set(items.map(keyOf));
  return tail.some((key) => keys.has(key));
}
