import type { Engine, Place } from '../../engine';
import type { RejectedRow } from '../ledger';
import { quoteName } from '../convert';
import { rejectMessages, type RejectReason } from '../reject-reasons';
import { badRows } from './judge-rows';
import type { CheckedField } from './field-checks';
import { rowNumber, type RawRows } from './raw-rows';

/** Rejected rows with their places, in the order of the source. @internal */
export async function* rejectedRows(
  engine: Engine,
  raw: RawRows,
  fields: CheckedField[],
  signal?: AbortSignal,
): AsyncGenerator<RejectedRow> {
  const places = await placesOf(engine, raw, signal);
  const misfits = misfitRows(engine, raw, fields, places.readable, signal);
  const unreadable = unreadableRows(engine, raw, places.unreadable, signal);
  yield* inOrder(misfits, unreadable);
}

/** Exact where the rows lie in a plain file; elsewhere rows alone are known. */
async function placesOf(
  engine: Engine,
  raw: RawRows,
  signal?: AbortSignal,
): Promise<{ readable: SomePlace[]; unreadable: SomePlace[] }> {
  const readable = await numbers(engine, `SELECT n AS number FROM ${badRows} ORDER BY n`, signal);
  if (!raw.unreadableTable) return { readable: readable.map((row) => ({ row })), unreadable: [] };
  const unreadable = (column: string) =>
    numbers(engine, `SELECT ${column} AS number FROM ${raw.unreadableTable} ORDER BY place`, signal);
  const { locateRows } = await import('../../engine');
  if (raw.plain)
    return locateRows(raw.plain.path, raw.plain.csv, {
      readable,
      unreadable: await unreadable('position'),
    });
  return countedPlaces(readable, await unreadable('row'));
}

type SomePlace = Partial<Place> & { row: number };

/** Readable rows are numbered among themselves: each unreadable one before a row moves it on. */
function countedPlaces(readable: number[], unreadable: number[]) {
  let passed = 0;
  const moved = readable.map((n) => {
    while (passed < unreadable.length && unreadable[passed]! <= n + passed) passed += 1;
    return { row: n + passed };
  });
  return { readable: moved, unreadable: unreadable.map((row) => ({ row })) };
}

async function numbers(engine: Engine, sql: string, signal?: AbortSignal): Promise<number[]> {
  const found: number[] = [];
  for await (const batch of engine.batches(sql, { signal }))
    for (const row of batch) found.push(Number(row.number));
  return found;
}

async function* misfitRows(
  engine: Engine,
  raw: RawRows,
  fields: CheckedField[],
  places: SomePlace[],
  signal?: AbortSignal,
): AsyncGenerator<RejectedRow> {
  const whole = `to_json({${fields.map(({ name }) => `${quoteName(name)}: raw.${quoteName(name)}`).join(', ')}})`;
  const text = raw.broken
    ? `coalesce(raw.${raw.broken}, CAST(${whole} AS VARCHAR))`
    : `CAST(${whole} AS VARCHAR)`;
  const sql = `SELECT bad.field, bad.value, bad.reason, left(${text}, 10000) AS raw
    FROM ${badRows} AS bad JOIN ${raw.table} AS raw ON raw.${rowNumber} = bad.n ORDER BY bad.n`;
  let at = 0;
  for await (const batch of engine.batches(sql, { signal }))
    for (const row of batch) {
      const reason = row.reason as RejectReason;
      const field = row.field === null ? undefined : String(row.field);
      const value = row.value === null ? undefined : String(row.value);
      const type = fields.find(({ name }) => name === field)?.type;
      yield {
        ...places[at++]!,
        ...(field !== undefined && { field }),
        ...(value !== undefined && { value }),
        reason,
        ...rejectMessages({ reason, field, value, type }),
        raw: String(row.raw),
      };
    }
}

/** DuckDB's kinds of rows that it cannot read. */
const kinds: Record<string, RejectReason> = {
  'MISSING COLUMNS': 'ragged-row',
  'TOO MANY COLUMNS': 'ragged-row',
  'UNQUOTED VALUE': 'unclosed-quote',
  'INVALID ENCODING': 'bad-encoding',
  'LINE SIZE OVER MAXIMUM': 'row-too-long',
};

async function* unreadableRows(
  engine: Engine,
  raw: RawRows,
  places: SomePlace[],
  signal?: AbortSignal,
): AsyncGenerator<RejectedRow> {
  if (!raw.unreadableTable) return;
  const sql = `SELECT kind, text, message FROM ${raw.unreadableTable} ORDER BY place`;
  let at = 0;
  for await (const batch of engine.batches(sql, { signal }))
    for (const { kind, text, message: said } of batch) {
      const reason = kinds[String(kind)] ?? 'unreadable-row';
      const messages = rejectMessages({ reason, value: String(said) });
      yield { ...places[at++]!, reason, ...messages, ...(text !== null && { raw: String(text) }) };
    }
}

async function* inOrder(
  one: AsyncGenerator<RejectedRow>,
  other: AsyncGenerator<RejectedRow>,
): AsyncGenerator<RejectedRow> {
  let [first, second] = [await one.next(), await other.next()];
  while (!first.done || !second.done)
    if (second.done || (!first.done && first.value.row <= second.value.row)) {
      yield (first as IteratorYieldResult<RejectedRow>).value;
      first = await one.next();
    } else {
      yield second.value;
      second = await other.next();
    }
}
