import { Table, type ColumnConfig, type TableItem } from '@backstage/ui';
import { useMemo } from 'react';
import styles from './list.module.css';
import type { pagingOf } from './paging';
import { useRoom, type Room } from './useRoom';

/** A column of a list; where there is less room than it asks for it stays away. */
export type ListColumn<T extends TableItem> = ColumnConfig<T> & { from?: Room };

/** A list that comes in pages, as wide as the window lets it be. */
export function ListTable<T extends TableItem>(props: {
  columns: readonly ListColumn<T>[];
  data: T[];
  /** A newer answer is on its way. */
  stale: boolean;
  paging: ReturnType<typeof pagingOf> & {
    pageSizeOptions?: { value: number; label: string }[];
    onPageSizeChange?: (size: number) => void;
  };
  sort?: React.ComponentProps<typeof Table>['sort'];
  href?: (row: T) => string;
  onOpen?: (row: T) => void;
}) {
  const { columns, href, onOpen } = props;
  const room = useRoom();
  const shown = useMemo(() => columns.filter(({ from = 0 }) => room >= from), [columns, room]);
  return (
    <Table
      className={`${styles.list} ${props.stale ? styles.stale : ''}`}
      columnConfig={shown}
      data={props.data}
      sort={props.sort}
      rowConfig={{ getHref: href, onClick: onOpen }}
      pagination={{
        ...props.paging,
        showPageSizeOptions: props.paging.onPageSizeChange !== undefined,
      }}
    />
  );
}
