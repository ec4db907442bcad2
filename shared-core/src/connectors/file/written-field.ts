import type { FieldReading } from '../../engine';
import type { Field } from '../../schema';

const quoteName = (name: string) => `"${name.replaceAll('"', '""')}"`;
const quoteText = (text: string) => `'${text.replaceAll("'", "''")}'`;

/** SQL of a field in the words of a file that is written on: the inverse of reading it. @internal */
export function writtenField({ name, type }: Field, reading: FieldReading = {}): string | undefined {
  const column = quoteName(name);
  const { decimalSeparator, formats, booleans } = reading;
  if ((type.kind === 'decimal' || type.kind === 'float') && decimalSeparator === ',')
    return `replace(CAST(${column} AS VARCHAR), '.', ',') AS ${column}`;
  if ((type.kind === 'date' || type.kind === 'timestamp') && formats?.[0])
    return `strftime(${column}, ${quoteText(formats[0])}) AS ${column}`;
  if (type.kind === 'boolean' && booleans)
    return `CASE WHEN ${column} THEN ${quoteText(booleans.true[0] ?? 'true')} WHEN NOT ${column} THEN ${quoteText(booleans.false[0] ?? 'false')} END AS ${column}`;
  return undefined;
}
