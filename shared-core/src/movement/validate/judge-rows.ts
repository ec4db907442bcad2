import type { Engine } from '../../engine';
import type { Field } from '../../schema';
import { quoteName, quoteText } from '../convert';
import type { PreparedLoad } from '../prepared-load';
import { fieldChecks, type CheckedField, type FieldCheck, type TextReading } from './field-checks';
import { disk, rowNumber, type RawRows } from './raw-rows';

/** Table of rejected rows: `n` of the row, `field`, `value`, `reason`. @internal */
export const badRows = `${disk}.bad_rows`;

/** What each loaded field must be: by the target's types, or by the source's where there is no target yet. @internal */
export function checkedFields(load: PreparedLoad, readings: RawRows['readings']): CheckedField[] {
  const { description, fields, target } = load;
  const keys = target.mode === 'merge' ? (target.keys ?? []) : [];
  return fields.map((field) => {
    const wanted: Field = description?.schema.fields.find(({ name }) => name === field.name) ?? field;
    return {
      name: field.name,
      type: wanted.type,
      sourceType: field.type,
      isRequired: !wanted.nullable,
      isKey: keys.includes(field.name),
      maxLength: description?.maxLengths?.[field.name],
      reading: readings[field.name],
    };
  });
}

/** Sets aside every row with a value that does not fit, for the first such value. @internal */
export async function judgeRows(
  engine: Engine,
  raw: RawRows,
  fields: CheckedField[],
  how: { texts: TextReading; asCame: boolean; signal?: AbortSignal },
): Promise<void> {
  const checks = fields.flatMap((field) => fieldChecks(field, how.texts, how.asCame));
  const cases = [...(raw.broken ? [await brokenCase(raw.broken)] : []), ...checks.map(asCase)];
  const found = cases.length > 0 ? `CASE ${cases.join('\n')} END` : 'NULL';
  await engine.execute(
    `CREATE OR REPLACE TABLE ${badRows} AS
     SELECT n, found.field AS field, found.value AS value, found.reason AS reason
     FROM (SELECT ${rowNumber} AS n, ${found} AS found FROM ${raw.table}) WHERE found IS NOT NULL`,
    { signal: how.signal },
  );
}

/** Values are cut: a rejected row is shown, not stored. */
const asCase = ({ field, when, reason }: FieldCheck) =>
  `WHEN ${when} THEN {'field': ${quoteText(field)}, 'value': left(${quoteName(field)}, 1000), 'reason': ${reason}}`;

async function brokenCase(column: string): Promise<string> {
  const { brokenLineReason } = await import('../../engine');
  return `WHEN ${column} IS NOT NULL THEN {'field': NULL::VARCHAR, 'value': left(${column}, 1000), 'reason': ${brokenLineReason(column)}}`;
}

/**
 * Sets aside the second and further rows of a key, and rows whose key the target already has.
 * @param existing - SQL of the target's keys, for a load that adds to them
 * @internal
 */
export async function judgeKeys(
  engine: Engine,
  raw: RawRows,
  key: { fields: CheckedField[]; values: string[]; existing?: string },
  signal?: AbortSignal,
): Promise<void> {
  const names = key.fields.map(({ name }) => name);
  const parts = key.values.map((value, i) => `${value} AS k${i}`).join(', ');
  const columns = key.values.map((_, i) => `k${i}`);
  const present = columns.map((column) => `${column} IS NOT NULL`).join(' AND ');
  const shown = `concat_ws(', ', ${columns.join(', ')})`;
  const rows = `(SELECT ${rowNumber} AS n, ${parts} FROM ${raw.table} WHERE ${rowNumber} NOT IN (SELECT n FROM ${badRows}))`;
  const aside = (reason: string, from: string) =>
    `INSERT INTO ${badRows} SELECT n, ${quoteText(names.join(', '))}, ${shown}, ${quoteText(reason)} FROM ${from}`;
  await engine.execute(
    [
      ...(key.existing
        ? [
            aside(
              'key-exists',
              `${rows} AS rows SEMI JOIN ${key.existing} AS existing USING (${columns.join(', ')})`,
            ),
          ]
        : []),
      aside(
        'duplicate-key',
        `${rows} WHERE ${present} QUALIFY row_number() OVER (PARTITION BY ${columns.join(', ')} ORDER BY n) > 1`,
      ),
    ],
    { signal },
  );
}
