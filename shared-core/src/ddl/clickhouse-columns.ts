import type { ColumnProfile } from '../profiling';
import type { Field, TypeMapping } from '../schema';
import { quoteName, quoteText } from '../sql';
import { columnLines, words } from './statement-text';
import type { TableDesign } from './table-design';

/** A dictionary of more values stops to pay (ClickHouse's own advice), and so does one whose values hardly repeat. */
const dictionary = { values: 10_000, repeats: 10 };
/** Mean length from which the stronger compression is worth its time. */
const longText = 100;

/** Column lines of a ClickHouse table. @internal */
export function clickhouseColumns(design: TableDesign, types: TypeMapping): string[] {
  return columnLines(
    design.fields.map((field) => ({
      name: quoteName(field.name, 'clickhouse'),
      rest: words(
        columnType(design, field, types),
        design.comments && field.comment && `COMMENT ${quoteText(field.comment, 'clickhouse')}`,
        codecOf(design, field),
      ),
    })),
  );
}

/** The type with Nullable and LowCardinality around it. @internal */
function columnType(design: TableDesign, field: Field, types: TypeMapping): string {
  const native = types.toNative(field.type).text;
  const nullable = isNullable(design, field) && canBeNull(native) ? `Nullable(${native})` : native;
  return native === 'String' && isRepetitive(design, field) ? `LowCardinality(${nullable})` : nullable;
}

/** Nullable costs a second column and bars the field from keys, so a field that has no NULL does without. @internal */
export function isNullable(design: TableDesign, field: Field): boolean {
  if (!field.nullable || design.key.includes(field.name)) return false;
  const column = design.column(field.name);
  return !(column && (design.rows ?? 0) > 0 && column.nulls === 0);
}

/** ClickHouse has no NULL for a whole array, map or tuple. */
const canBeNull = (native: string) =>
  !/^(Array|Map|Tuple|Nested|Nullable|LowCardinality|Variant|Dynamic)\b/.test(native);

function isRepetitive(design: TableDesign, field: Field): boolean {
  const column = design.column(field.name);
  if (!column || column.distinct === 0) return false;
  const present = (design.rows ?? 0) - column.nulls;
  return column.distinct <= dictionary.values && present >= column.distinct * dictionary.repeats;
}

/** First match wins; without a profile the server's default compression stays. */
const codecs: { codec: string; when: (column: ColumnProfile, kind: Field['type']['kind']) => boolean }[] = [
  {
    codec: 'CODEC(Delta, ZSTD(1))',
    when: (column, kind) =>
      ['date', 'timestamp', 'integer'].includes(kind) && (column.ordered ?? 0) >= 0.95 && column.distinct > 1,
  },
  {
    codec: 'CODEC(ZSTD(3))',
    when: (column, kind) => kind === 'string' && (column.length?.mean ?? 0) >= longText,
  },
];

function codecOf(design: TableDesign, field: Field): string | undefined {
  const column = design.column(field.name);
  return column && codecs.find(({ when }) => when(column, field.type.kind))?.codec;
}
