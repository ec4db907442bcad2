import type { Translate } from '../translation';
import type { Formats } from './formats';

/** Where one is in a list that comes in pages. */
export interface Place {
  offset: number;
  size: number;
  total: number;
  /** Shows the page that begins there. */
  go: (offset: number) => void;
}

/** What a table wants to know to show pages. */
export function pagingOf({ offset, size, total, go }: Place, t: Translate, formats: Formats) {
  return {
    type: 'page' as const,
    pageSize: size,
    // The table wants to find the size among its own.
    pageSizeOptions: [{ value: size, label: formats.number(size) }],
    offset,
    totalCount: total,
    hasNextPage: offset + size < total,
    hasPreviousPage: offset > 0,
    onNextPage: () => go(offset + size),
    onPreviousPage: () => go(Math.max(0, offset - size)),
    getLabel: () =>
      t('common.page', {
        from: formats.number(offset + 1),
        to: formats.number(Math.min(offset + size, total)),
        total: formats.number(total),
      }),
  };
}
