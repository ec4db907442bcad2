import type { ValuesQuery } from '../../ast';
import type { Printer } from '../../print/printer';

/** ClickHouse's VALUES is a table function with a structure; SELECTs say the same with types of their own. */
export function values({ rows, columns }: ValuesQuery, printer: Printer): string {
  return rows
    .map(
      (row) =>
        `SELECT ${row.map((value, index) => `${printer.text(value)} AS ${printer.name(columns?.[index] ?? `column${index + 1}`)}`).join(', ')}`,
    )
    .join('\nUNION ALL\n');
}
