import type { ReactNode } from 'react';
import styles from './table.module.css';

/** A column of a plain table. */
export interface PlainColumn {
  title: string;
  /** Numbers stand under each other. */
  figure?: boolean;
}

/** A small table that is only read. */
export function PlainTable(props: {
  label: string;
  columns: readonly PlainColumn[];
  rows: readonly { key: string; cells: ReactNode[] }[];
}) {
  return (
    // A region that scrolls must be reachable by keyboard.
    // eslint-disable-next-line jsx-a11y/no-noninteractive-tabindex
    <div className={styles.scroll} tabIndex={0} role="region" aria-label={props.label}>
      <table className={styles.table} aria-label={props.label}>
        <thead>
          <tr>
            {props.columns.map((column, index) => (
              <th key={index} scope="col" className={column.figure ? styles.figure : undefined}>
                {column.title}
              </th>
            ))}
          </tr>
        </thead>
        <tbody>
          {props.rows.map((row) => (
            <tr key={row.key}>
              {row.cells.map((cell, index) => (
                <td key={index} className={props.columns[index].figure ? styles.figure : undefined}>
                  {cell}
                </td>
              ))}
            </tr>
          ))}
        </tbody>
      </table>
    </div>
  );
}
