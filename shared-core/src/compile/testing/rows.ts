import type { Field, LogicalType, TableSchema } from '../../schema';

const texts = [
  'ATL',
  'SVO',
  "O'Hare",
  'Ёлка',
  '',
  'USA',
  'AK',
  'оплачен',
  'ann@example.org',
  '4111111111111111',
  '42',
];
const day = 24 * 3600 * 1000;
const start = Date.UTC(2000, 11, 30);

/** What rows have to heed beyond their schema, by name of a field. */
export interface RowRules {
  /** Texts that a source reads as numbers. */
  numeric?: string[];
  /** Integers of which no two rows have the same. */
  unique?: string[];
}

/**
 * Rows of a schema as SQL literals, the same every time: few different values, so that rows meet in joins and
 * groups; NULL, empty, Cyrillic, quotes, negative numbers and duplicates among them.
 */
export function sampleRows(schema: TableSchema, count: number, seed: number, rules: RowRules = {}): string[] {
  const { numeric = [], unique = [] } = rules;
  const next = generator(seed);
  return Array.from({ length: count }, (_, at) => {
    const values = schema.fields.map((field) =>
      unique.includes(field.name) ? String(at + 1) : valueOf(field, next, numeric.includes(field.name)),
    );
    return `(${values.join(', ')})`;
  });
}

function valueOf({ type, nullable }: Field, next: (below: number) => number, isNumeric: boolean): string {
  if (nullable && next(6) === 0) return 'NULL';
  if (isNumeric) return `'${next(400) - 100}.5'`;
  return literal(type, next);
}

function literal(type: LogicalType, next: (below: number) => number): string {
  switch (type.kind) {
    case 'integer':
      return String(type.signed ? next(130) - 20 : next(130));
    case 'decimal':
      return (next(40_000) / 100 - 100).toFixed(Math.min(2, type.scale));
    case 'float':
      return String(next(1000) / 8 - 20);
    case 'boolean':
      return next(2) === 0 ? 'true' : 'false';
    case 'date':
      return `DATE '${new Date(start + next(10) * 1000 * day).toISOString().slice(0, 10)}'`;
    case 'timestamp':
      return `TIMESTAMP '${new Date(start + next(9) * day * 0.37).toISOString().slice(0, 19).replace('T', ' ')}'`;
    case 'json':
      return `'{"a": ${next(9)}}'`;
    case 'bytes':
      return `'ATL'`;
    case 'struct':
      return 'NULL';
    default:
      return `'${texts[next(texts.length)]!.replaceAll("'", "''")}'`;
  }
}

/** A linear congruential generator (Numerical Recipes): quick, and alike on every machine. */
function generator(seed: number) {
  let state = seed >>> 0;
  return (below: number): number => {
    state = (Math.imul(state, 1664525) + 1013904223) >>> 0;
    return Math.floor((state / 2 ** 32) * below);
  };
}
