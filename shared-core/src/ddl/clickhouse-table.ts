import type { IndexAdvice } from '../advice';
import type { Localized } from '../language';
import type { TypeMapping } from '../schema';
import { quoteName, quoteText } from '../sql';
import { clickhouseColumns, isNullable } from './clickhouse-columns';
import { engineOf } from './clickhouse-engine';
import { withinRange } from './clickhouse-range';
import { ddlErrors } from './errors';
import { madeName } from './identifiers';
import { type Partition } from './layout';
import { nameList, parenthesized, tableName, words } from './statement-text';
import type { CreatedTable, TableDesign } from './table-design';

/** CREATE statements of ClickHouse. @internal */
export function clickhouseTable(wanted: TableDesign, types: TypeMapping): CreatedTable {
  const { design, notes: kept } = withinRange(wanted);
  const engine = engineOf(design);
  const cluster =
    design.cluster === undefined ? undefined : `ON CLUSTER ${quoteName(design.cluster, 'clickhouse')}`;
  const { container } = design.name;
  const create = [
    words('CREATE TABLE', design.ifNotExists && 'IF NOT EXISTS', tableName(design), cluster),
    parenthesized([...clickhouseColumns(design, types), ...skippingIndexes(design)]),
    `ENGINE = ${engine.text}`,
    ...(engine.isMergeTree ? mergeTreeClauses(design) : []),
    design.comment !== undefined && `COMMENT ${quoteText(design.comment, 'clickhouse')}`,
  ];
  return {
    statements: [
      ...(design.createContainer && container !== undefined && container !== 'default'
        ? [words('CREATE DATABASE IF NOT EXISTS', quoteName(container, 'clickhouse'), cluster)]
        : []),
      create.filter(Boolean).join('\n'),
    ],
    notes: [...kept, ...notes(design)],
  };
}

function mergeTreeClauses(design: TableDesign): (string | false)[] {
  const order = orderOf(design);
  const partition = partsKeys(design) && design.partition?.advised ? undefined : design.partition;
  const keyFields = [...order, ...(partition ? [partition.field] : [])];
  const hasNullableKey = design.fields.some(
    (field) => keyFields.includes(field.name) && isNullable(design, field),
  );
  return [
    partition !== undefined && `PARTITION BY ${partitionExpression(partition)}`,
    `ORDER BY ${order.length === 0 ? 'tuple()' : `(${nameList(order, design)})`}`,
    hasNullableKey && 'SETTINGS allow_nullable_key = 1',
  ];
}

/** ClickHouse merges rows of one partition only: versions of a row in two partitions would both stay. */
const partsKeys = ({ merges, key, partition }: TableDesign) =>
  merges && partition !== undefined && !key.includes(partition.field);

/** Rows are merged when they are equal in ORDER BY, so a merging table is ordered by its key and nothing else. */
function orderOf({ order, key, merges }: TableDesign): string[] {
  if (!merges) return order.length > 0 ? order : key;
  const outside = order.filter((field) => !key.includes(field));
  if (outside.length > 0) throw ddlErrors['order-outside-key']({ fields: outside, key });
  return [...order, ...key.filter((field) => !order.includes(field))];
}

const grainFunctions = {
  day: 'toYYYYMMDD',
  week: 'toMonday',
  month: 'toYYYYMM',
  quarter: 'toStartOfQuarter',
  year: 'toYear',
};

function partitionExpression(partition: Partition): string {
  const field = quoteName(partition.field, 'clickhouse');
  if (partition.kind === 'time') return `${grainFunctions[partition.grain]}(${field})`;
  return partition.kind === 'hash' ? `cityHash64(${field}) % ${partition.buckets}` : field;
}

const indexTypes: Partial<Record<IndexAdvice['kind'], string>> = {
  minmax: 'minmax GRANULARITY 4',
  bloom: 'bloom_filter(0.01) GRANULARITY 4',
  set: 'set(100) GRANULARITY 4',
};

function skippingIndexes(design: TableDesign): string[] {
  return design.indexes.flatMap(({ fields, kind }) => {
    const type = indexTypes[kind];
    if (!type) return [];
    const name = quoteName(madeName(...fields, kind), 'clickhouse');
    const target = nameList(fields, design);
    return [`INDEX ${name} ${fields.length > 1 ? `(${target})` : target} TYPE ${type}`];
  });
}

function notes(design: TableDesign): Localized[] {
  return [...nullableNotes(design), ...partitionNotes(design)];
}

function partitionNotes(design: TableDesign): Localized[] {
  if (!design.partition || !partsKeys(design)) return [];
  const { field, advised } = design.partition;
  const key = design.key.join(', ');
  if (advised)
    return [
      {
        en: `The advised partitions by "${field}" are left out: rows of one key (${key}) are merged within a partition only.`,
        ru: `Рекомендованные секции по «${field}» опущены: строки одного ключа (${key}) сливаются только внутри секции.`,
      },
    ];
  return [
    {
      en: `Rows of one key (${key}) are merged only while their "${field}" stays in one partition.`,
      ru: `Строки одного ключа (${key}) сливаются, только пока их «${field}» остаётся в одной секции.`,
    },
  ];
}

function nullableNotes(design: TableDesign): Localized[] {
  const emptied = design.fields.filter(
    (field) => field.nullable && !design.key.includes(field.name) && !isNullable(design, field),
  );
  if (emptied.length === 0) return [];
  const names = emptied.map((field) => field.name).join(', ');
  return [
    {
      en: `Not Nullable, because the profile counted no NULL: ${names}.`,
      ru: `Без Nullable, потому что профиль не нашёл NULL: ${names}.`,
    },
  ];
}
