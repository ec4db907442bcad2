import type { Localized } from '../language';
import { quoteText } from '../sql';
import { ddlErrors } from './errors';
import { madeName } from './identifiers';
import { printPartition, type Partition } from './layout';
import { periodsBetween } from './periods';
import { tableName, nameList, words } from './statement-text';
import type { TableDesign } from './table-design';

/** PostgreSQL plans slower with every partition; its manual warns from some thousands on. */
const partitionLimit = 1000;

const onlyDefault = (field: string): Localized => ({
  en: `No range of "${field}" is known (profile the data to get it): all rows go to the default partition until others are added.`,
  ru: `Диапазон «${field}» неизвестен (его даёт профиль данных): все строки попадут в секцию по умолчанию, пока не добавлены другие.`,
});

/** The clause of the parent table and the statements of its partitions. @internal */
export interface PostgresPartitions {
  clause: string;
  statements: string[];
  notes: Localized[];
}

/** @internal */
export function postgresPartitions(design: TableDesign, partition: Partition): PostgresPartitions {
  const bounds = boundsOf[partition.kind](design, partition as never);
  const names = distinctNames(bounds.map(({ label }) => madeName(design.name.table, label)));
  const statements = bounds.map(({ values }, index) =>
    child(design, names[index] ?? '', `FOR VALUES ${values}`),
  );
  const hasDefault = partition.kind !== 'hash';
  return {
    clause: `PARTITION BY ${methods[partition.kind]} (${nameList([partition.field], design)})`,
    statements: hasDefault
      ? [...statements, child(design, madeName(design.name.table, 'default'), 'DEFAULT')]
      : statements,
    notes: bounds.length === 0 ? [onlyDefault(partition.field)] : [],
  };
}

const methods: Record<Partition['kind'], string> = { time: 'RANGE', value: 'LIST', hash: 'HASH' };

interface Bound {
  label: string;
  values: string;
}

const boundsOf: {
  [K in Partition['kind']]: (design: TableDesign, partition: Extract<Partition, { kind: K }>) => Bound[];
} = {
  time: (design, partition) => {
    const { minimum, maximum } = design.column(partition.field) ?? {};
    if (minimum === undefined || maximum === undefined) return [];
    const periods = periodsBetween(partition.grain, minimum, maximum, partitionLimit) ?? [];
    assertCount(partition, periods.length);
    const type = design.fields.find((field) => field.name === partition.field)?.type;
    // An instant's border is said in UTC, so that the session's zone does not move it.
    const border = (date: string) =>
      quoteText(type?.kind === 'timestamp' && type.zone ? `${date} 00:00:00+00` : date, 'postgresql');
    return periods.map(({ label, from, to }) => ({
      label,
      values: `FROM (${border(from)}) TO (${border(to)})`,
    }));
  },
  value: (design, partition) => {
    const column = design.column(partition.field);
    const values = (column?.values ?? column?.top ?? []).map(({ value }) => value);
    assertCount(partition, values.length);
    return values.map((value) => ({
      label: value.toLowerCase().replace(/[^\p{L}\p{N}]+/gu, '_') || 'empty',
      values: `IN (${quoteText(value, 'postgresql')})`,
    }));
  },
  hash: (_design, partition) => {
    assertCount(partition, partition.buckets);
    return Array.from({ length: partition.buckets }, (_, remainder) => ({
      label: `h${remainder}`,
      values: `WITH (MODULUS ${partition.buckets}, REMAINDER ${remainder})`,
    }));
  },
};

function child(design: TableDesign, name: string, values: string): string {
  return words(
    'CREATE TABLE',
    design.ifNotExists && 'IF NOT EXISTS',
    tableName(design, name),
    'PARTITION OF',
    tableName(design),
    values,
  );
}

function assertCount(partition: Partition, count: number): void {
  if (count > partitionLimit)
    throw ddlErrors['too-many-partitions']({
      partition: printPartition(partition),
      count,
      limit: partitionLimit,
    });
}

/** Two values may have one label (`a b`, `a-b`); the later gets its number. */
function distinctNames(names: string[]): string[] {
  const seen = new Map<string, number>();
  return names.map((name) => {
    const count = (seen.get(name) ?? 0) + 1;
    seen.set(name, count);
    return count === 1 ? name : madeName(name, String(count));
  });
}
