/** Lays out rows as a plain table: columns padded, numbers to the right. @internal */
export function table(rows: Record<string, unknown>[], columns = Object.keys(rows[0] ?? {})): string {
  const cells = rows.map((row) => columns.map((column) => cell(row[column])));
  const widths = columns.map((column, index) =>
    Math.max(column.length, ...cells.map((line) => line[index]?.length ?? 0)),
  );
  const isNumber = columns.map(
    (column) =>
      rows.length > 0 && rows.every((row) => ['number', 'bigint', 'undefined'].includes(typeof row[column])),
  );
  const line = (values: string[]) =>
    values
      .map((value, index) =>
        isNumber[index] ? value.padStart(widths[index] ?? 0) : value.padEnd(widths[index] ?? 0),
      )
      .join('  ')
      .trimEnd();
  return [line(columns), line(widths.map((width) => '-'.repeat(width))), ...cells.map(line)].join('\n');
}

const longest = 60;

function cell(value: unknown): string {
  if (value === undefined || value === null) return '';
  const text = typeof value === 'object' ? JSON.stringify(value) : String(value);
  const oneLine = text.replace(/\s+/g, ' ');
  return oneLine.length > longest ? `${oneLine.slice(0, longest - 1)}…` : oneLine;
}
