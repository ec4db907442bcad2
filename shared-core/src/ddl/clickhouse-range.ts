import type { Localized } from '../language';
import { simple, type Field } from '../schema';
import type { TableDesign } from './table-design';

/** What Date32 and DateTime64 hold: https://clickhouse.com/docs/sql-reference/data-types/date32. */
const years = { first: '1900', last: '2299' };

/** Times that the profile met and ClickHouse would refuse, or turn into 1900. */
function isBeyond(design: TableDesign, { name, type }: Field): boolean {
  if (type.kind !== 'date' && type.kind !== 'timestamp') return false;
  const { minimum, maximum } = design.column(name) ?? {};
  const isDate = (text: string | undefined): text is string => text !== undefined && /^\d{4,6}-/.test(text);
  const yearOf = (text: string) => Number(text.slice(0, text.indexOf('-')));
  return (
    (isDate(minimum) && yearOf(minimum) < Number(years.first)) ||
    (isDate(maximum) && yearOf(maximum) > Number(years.last))
  );
}

/** The design with times that ClickHouse has no type for kept as ISO texts, and without advised partitions by them. @internal */
export function withinRange(design: TableDesign): { design: TableDesign; notes: Localized[] } {
  const beyond = design.fields.filter((field) => isBeyond(design, field));
  if (beyond.length === 0) return { design, notes: [] };
  const names = beyond.map(({ name }) => name);
  const fields = design.fields.map((field) =>
    names.includes(field.name) ? { ...field, type: simple('string') } : field,
  );
  const { partition } = design;
  const isOfText = partition?.advised && partition.kind === 'time' && names.includes(partition.field);
  const listed = names.join(', ');
  const note = {
    en: `Text, because ClickHouse has no dates before ${years.first} or after ${years.last}: ${listed}.`,
    ru: `Текст, потому что в ClickHouse нет дат до ${years.first} и после ${years.last} года: ${listed}.`,
  };
  return { design: { ...design, fields, partition: isOfText ? undefined : partition }, notes: [note] };
}
