import type { IndexAdvice } from '../advice';
import type { Localized } from '../language';
import type { Field, TypeMapping } from '../schema';
import { quoteName, quoteText } from '../sql';
import { ddlErrors } from './errors';
import { madeName } from './identifiers';
import type { ObjectName } from './object-name';
import { postgresPartitions, type PostgresPartitions } from './postgresql-partitions';
import { columnLines, nameList, parenthesized, tableName, words } from './statement-text';
import type { CreatedTable, TableDesign } from './table-design';

/** CREATE statements of PostgreSQL. @internal */
export function postgresTable(design: TableDesign, types: TypeMapping): CreatedTable {
  const partitions = partitionsOf(design);
  const { name, ifNotExists } = design;
  const create = [
    words(
      'CREATE TABLE',
      ifNotExists && 'IF NOT EXISTS',
      tableName(design),
      parenthesized(lines(design, types)),
    ),
    partitions?.clause,
  ];
  return {
    statements: [
      ...(design.createContainer ? schemaOf(name) : []),
      create.filter(Boolean).join('\n'),
      ...(partitions?.statements ?? []),
      ...indexes(design).map((index) => indexStatement(design, index)),
      ...comments(design),
    ],
    notes: [...(partitions?.notes ?? []), ...notes(design)],
  };
}

/** Not CREATE SCHEMA IF NOT EXISTS: that asks for the right to create even where the schema is there. */
function schemaOf({ container }: ObjectName): string[] {
  if (container === undefined || container === 'public') return [];
  const name = quoteName(container, 'postgresql');
  return [
    [
      'DO $ddl$ BEGIN',
      `  IF to_regnamespace(${quoteText(name, 'postgresql')}) IS NULL THEN CREATE SCHEMA ${name}; END IF;`,
      'EXCEPTION WHEN duplicate_schema OR unique_violation THEN NULL; -- another session was faster',
      'END $ddl$',
    ].join('\n'),
  ];
}

function lines(design: TableDesign, types: TypeMapping): string[] {
  const columns = columnLines(
    design.fields.map((field) => {
      const name = quoteName(field.name, 'postgresql');
      const native = types.toNative(field.type).text;
      const isRequired = !field.nullable || design.key.includes(field.name);
      return { name, rest: words(native, isRequired && 'NOT NULL', check(field, name, native)) };
    }),
  );
  return design.key.length > 0 ? [...columns, `PRIMARY KEY (${nameList(design.key, design)})`] : columns;
}

/** A closed list of values that lives in a text column stays closed. */
function check(field: Field, name: string, native: string): string | undefined {
  if (field.type.kind !== 'enum' || native !== 'text') return undefined;
  const values = field.type.values.map((value) => quoteText(value, 'postgresql'));
  return `CHECK (${name} IN (${values.join(', ')}))`;
}

function partitionsOf(design: TableDesign): PostgresPartitions | undefined {
  const { partition, key } = design;
  if (!partition) return undefined;
  if (key.length === 0 || key.includes(partition.field)) return postgresPartitions(design, partition);
  if (partition.advised) return { clause: '', statements: [], notes: [keptWhole(partition.field, key)] };
  throw ddlErrors['key-outside-partition']({ field: partition.field, key });
}

const keptWhole = (field: string, key: string[]): Localized => ({
  en: `The advised partitions by "${field}" are left out: the key (${key.join(', ')}) must hold over the whole table.`,
  ru: `Рекомендованные секции по «${field}» опущены: ключ (${key.join(', ')}) должен соблюдаться во всей таблице.`,
});

/** PostgreSQL stores no order, so a wanted order becomes an index; one that the key already gives is left out. */
function indexes(design: TableDesign): IndexAdvice[] {
  const ordered: IndexAdvice[] = design.order.length > 0 ? [{ fields: design.order, kind: 'btree' }] : [];
  const key = design.key.join('\0');
  const seen = new Set<string>();
  return [...ordered, ...design.indexes].filter(({ fields, kind }) => {
    const text = fields.join('\0');
    const isCovered = kind === 'btree' && `${key}\0`.startsWith(`${text}\0`);
    const isNew = !seen.has(`${kind} ${text}`);
    seen.add(`${kind} ${text}`);
    return isNew && !isCovered;
  });
}

function indexStatement(design: TableDesign, { fields, kind }: IndexAdvice): string {
  const suffix = kind === 'btree' ? 'idx' : `${kind}_idx`;
  return words(
    'CREATE INDEX',
    design.ifNotExists && 'IF NOT EXISTS',
    quoteName(madeName(design.name.table, ...fields, suffix), 'postgresql'),
    'ON',
    tableName(design),
    kind !== 'btree' && `USING ${kind}`,
    `(${nameList(fields, design)})`,
  );
}

function comments(design: TableDesign): string[] {
  const ofTable =
    design.comment === undefined
      ? []
      : [`COMMENT ON TABLE ${tableName(design)} IS ${quoteText(design.comment, 'postgresql')}`];
  if (!design.comments) return ofTable;
  return [
    ...ofTable,
    ...design.fields
      .filter((field) => field.comment)
      .map(
        (field) =>
          `COMMENT ON COLUMN ${tableName(design)}.${quoteName(field.name, 'postgresql')} IS ${quoteText(field.comment ?? '', 'postgresql')}`,
      ),
  ];
}

function notes(design: TableDesign): Localized[] {
  const made: Localized[] = [];
  if (design.engine !== undefined)
    made.push({
      en: `The engine ${design.engine} of the layout is left out: PostgreSQL has one kind of table.`,
      ru: `Движок ${design.engine} из раскладки опущен: в PostgreSQL таблицы одного вида.`,
    });
  if (design.order.length > 0)
    made.push({
      en: `PostgreSQL stores no order: ${design.order.join(', ')} became an index.`,
      ru: `PostgreSQL не хранит порядка: ${design.order.join(', ')} стал индексом.`,
    });
  return made;
}
