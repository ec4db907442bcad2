import type { Engine, FieldReading } from '../../engine';
import type { TableSchema } from '../../schema';
import { quoteName } from '../convert';
import type { Slice } from '../source';
import type { TextReading } from './field-checks';
import { badRows } from './judge-rows';
import { countOf, rowNumber, type RawRows } from './raw-rows';

/**
 * Leaves of the checked rows what was asked for: the good rows that meet the condition, as many as wanted, and the bad
 * ones before the last of them. A row that cannot be read meets no condition and is set aside all the same.
 * @internal
 */
export async function sliceRows(
  engine: Engine,
  raw: RawRows,
  slice: Slice & { schema: TableSchema; readings: Record<string, FieldReading> },
  how: { texts: TextReading; signal?: AbortSignal },
): Promise<RawRows> {
  const { where, limit, schema, readings } = slice;
  const { signal } = how;
  const typed = schema.fields.map(({ name, type }) => {
    const text = how.texts.readableText(quoteName(name), type, readings[name]);
    return `${type.kind === 'string' ? text : how.texts.tryRead(text, type, readings[name])} AS ${quoteName(name)}`;
  });
  const good = `SELECT ${rowNumber}, ${typed.join(', ')} FROM ${raw.table} WHERE ${rowNumber} NOT IN (SELECT n FROM ${badRows})`;
  const wanted = `SELECT ${rowNumber} AS n FROM (${good}) AS source${where === undefined ? '' : ` WHERE (${where}\n)`} ORDER BY n${limit === undefined ? '' : ` LIMIT ${limit}`}`;
  await engine.execute(`CREATE TEMPORARY TABLE wanted_rows AS ${wanted}`, { signal });
  const [end] = (await engine.query('SELECT count(*) AS n, max(n) AS last FROM wanted_rows', { signal }))
    .rows;
  // The reading has ended with the last row that was wanted; what lies behind it was not read.
  const last = limit !== undefined && Number(end?.n) >= limit ? Number(end?.last ?? 0) : Infinity;
  await engine.execute(
    [
      ...(last === Infinity ? [] : endAt(raw, last)),
      `DELETE FROM ${raw.table} WHERE ${rowNumber} NOT IN (SELECT n FROM wanted_rows) AND ${rowNumber} NOT IN (SELECT n FROM ${badRows})`,
    ],
    { signal },
  );
  return {
    ...raw,
    readable: await countOf(engine, raw.table),
    unreadable: raw.unreadableTable ? await countOf(engine, raw.unreadableTable) : 0,
  };
}

/** An unreadable row has as many readable ones before it as its number says, less the unreadable ones. */
const endAt = ({ unreadableTable }: RawRows, last: number) => [
  `DELETE FROM ${badRows} WHERE n > ${last}`,
  ...(unreadableTable ? [`DELETE FROM ${unreadableTable} WHERE row - place >= ${last}`] : []),
];
