import type { CsvDialect, DatasetStream, WriteResult } from '../../connectors';
import type { Engine } from '../../engine';
import { isAiEtlError, type AiEtlError } from '../../errors';
import { quoteName, quoteText } from '../convert';
import { movementErrors } from '../errors';
import { cheapestWritten, writeRequest, type PreparedLoad } from '../prepared-load';
import { writeRejects, type Rejects } from '../rejects-file';
import { loadedValue, type CheckedField, type TextReading } from './field-checks';
import { badRows, checkedFields, judgeKeys, judgeRows } from './judge-rows';
import { countOf, disk, readRawRows, rowNumber, type RawRows } from './raw-rows';
import { rejectedRows } from './report-rejects';
import { sliceRows } from './slice-rows';
import { inferSpellings, isPlainReading, saidSpelling, type Spelling } from './spellings';

/** @internal */
export interface Validated extends Rejects {
  result: WriteResult;
  spellings?: Spelling[];
}

/** A target that refuses more rows than this one by one, for rules only it knows, is not asked again. */
const mostRefusals = 50;

/** Everything that is known while rows are checked. */
interface Checking {
  load: PreparedLoad;
  engine: Engine;
  raw: RawRows;
  fields: CheckedField[];
  spellings: Spelling[];
  texts: TextReading;
  /** Texts go to the target as they came, so that good rows mean what they meant on the short way. */
  asCame: boolean;
}

/**
 * The validating way: every value is checked against the target's types, the bad rows are set aside with their place
 * and reason, the good ones are loaded. What only the target can judge (its own rules, keys it already has) is
 * learned from its refusals.
 * @throws `movement.too-many-rejects` (data), `movement.unbalanced` (internal), the target's refusal where it names no row
 * @internal
 */
export async function loadValidated(load: PreparedLoad, refusal: AiEtlError): Promise<Validated> {
  const { options } = load;
  options.onProgress?.({ phase: 'validating', step: options.step });
  const engine = await load.engine();
  const raw = await readRawRows(engine, load);
  try {
    const checking = await check(load, engine, raw, true);
    try {
      return await loadGood(checking, refusal);
    } catch (error) {
      const isSpelling = isAiEtlError(error) && error.code === 'connector.bad-value';
      if (!checking.asCame || !isSpelling) throw error;
    }
    // The target reads fewer spellings than loaders do, ` 1` or `2014-7-1`: it gets the values plainly written.
    return await loadGood(await check(load, engine, raw, false), refusal);
  } finally {
    await raw.release();
  }
}

async function check(load: PreparedLoad, engine: Engine, raw: RawRows, mayStay: boolean): Promise<Checking> {
  const texts = await import('../../engine');
  const { fields, spellings } = await spelledFields(load, engine, raw, texts);
  const isPlain = fields.every(({ type, reading }) => type.kind === 'string' || isPlainReading(reading));
  const { part, schema } = load.source;
  const asCame =
    mayStay &&
    load.route.kind === 'pass-through' &&
    !part &&
    isPlain &&
    raw.dialect !== undefined &&
    isTaken(load, raw.dialect);
  const { signal } = load.options;
  await judgeRows(engine, raw, fields, { texts, asCame, signal });
  const wanted = part
    ? await sliceRows(engine, raw, { ...part.slice, schema, readings: raw.readings }, { texts, signal })
    : raw;
  return { load, engine, raw: wanted, fields, spellings, texts, asCame };
}

/** How each field is spelled: as the source knows, as the user has said, or as its texts show. */
async function spelledFields(
  load: PreparedLoad,
  engine: Engine,
  raw: RawRows,
  texts: TextReading & Pick<typeof import('../../engine'), 'readingsOf'>,
) {
  const known = checkedFields(load, raw.readings);
  const plain = { delimiter: ',', quote: '"', escape: '"', header: true, nulls: [] };
  const said = texts.readingsOf(
    { ...plain, ...saidSpelling(load.options.source) },
    { fields: known.map(({ name, type }) => ({ name, type, nullable: true })) },
  );
  const fields = known.map((field) =>
    isPlainReading(field.reading) ? { ...field, reading: said[field.name] } : field,
  );
  const spellings = await inferSpellings(engine, raw, fields, texts);
  const spelled = fields.map((field) => {
    const found = spellings.find((spelling) => spelling.field === field.name);
    return found ? { ...field, reading: found.reading, shape: found.shape } : field;
  });
  return { fields: spelled, spellings };
}

const isTaken = ({ target, source }: PreparedLoad, dialect: CsvDialect) =>
  target.connection.connector.readsCsv?.(dialect, source.schema) ?? true;

/** Once, and again for every refusal of the target that names what it refuses. */
async function loadGood(checking: Checking, refusal: AiEtlError): Promise<Validated> {
  let reason = refusal;
  for (let attempt = 0; ; attempt++) {
    if (attempt > 0 || reason.code === 'connector.duplicate-key') await setAside(checking, reason, attempt);
    const rejects = await reportRejects(checking);
    try {
      const result = await writeGood(checking, rejects.rejected);
      return { ...rejects, result, spellings: checking.spellings };
    } catch (error) {
      if (!isAiEtlError(error) || error.kind !== 'data' || attempt === mostRefusals) throw error;
      reason = error;
    }
  }
}

async function setAside(checking: Checking, refusal: AiEtlError, attempt: number): Promise<void> {
  if (refusal.code === 'connector.duplicate-key' && attempt < 2) return setAsideKeys(checking);
  const { line } = refusal.where;
  if (line === undefined) throw refusal;
  await setAsideLine(checking, line, refusal);
}

/** All keys that the target enforces and the load fills; NULLs never collide. */
async function setAsideKeys({ load, engine, raw, fields, texts }: Checking): Promise<void> {
  const { schema } = load.description ?? { schema: undefined };
  const keys = [...(schema?.primaryKey ? [schema.primaryKey] : []), ...(schema?.uniqueKeys ?? [])];
  for (const [i, key] of keys.entries()) {
    const parts = key.map((name) => fields.find((field) => field.name === name));
    if (!parts.every((part) => part !== undefined)) continue;
    // Keys compare as values: 01 and 1 are one number, whatever their texts.
    const values = parts.map((part) => `CAST(${loadedValue(part, texts, false)} AS VARCHAR)`);
    const existing = load.target.mode === 'append' ? await existingKeys(engine, load, key, i) : undefined;
    await judgeKeys(engine, raw, { fields: parts, values, existing }, load.options.signal);
  }
}

async function existingKeys(engine: Engine, load: PreparedLoad, key: string[], at: number): Promise<string> {
  const { connection, object } = load.target;
  const { signal } = load.options;
  const { offers } = connection.connector.capabilities;
  const formats = (['parquet', 'pg-copy-csv', 'csv', 'jsonl', 'rows'] as const).filter((format) =>
    offers.includes(format),
  );
  const stream = await connection.read(object, { fields: key, formats, signal });
  const relation = await engine.relationFromStream(stream, { signal });
  const table = `${disk}.${quoteName(`existing_keys_${at}`)}`;
  const columns = key.map((name, i) => `CAST(${quoteName(name)} AS VARCHAR) AS k${i}`).join(', ');
  await engine.execute(`CREATE TABLE ${table} AS SELECT ${columns} FROM ${relation.text} AS source`, {
    signal,
  });
  await relation.release();
  return table;
}

/** The row that stands on a line of the CSV that the target got; texts may run over lines. */
async function setAsideLine(
  { engine, raw, fields, texts, asCame }: Checking,
  line: number,
  refusal: AiEtlError,
) {
  const lines = fields
    .map((field) => loadedValue(field, texts, asCame))
    .map(
      (value) =>
        `coalesce(length(CAST(${value} AS VARCHAR)) - length(replace(CAST(${value} AS VARCHAR), chr(10), '')), 0)`,
    )
    .join(' + ');
  const { where, parameters } = refusal;
  const field = where.field === undefined ? 'NULL' : quoteText(where.field);
  const said = String(parameters.detail ?? refusal.message);
  await engine.execute(
    `INSERT INTO ${badRows}
     SELECT n, ${field}, ${quoteText(said)}, 'refused-by-target' FROM (
       SELECT ${rowNumber} AS n, 1 + sum(1 + ${lines}) OVER (ORDER BY ${rowNumber}) AS last_line
       FROM ${raw.table} WHERE ${isGood})
     WHERE last_line >= ${line} ORDER BY n LIMIT 1`,
  );
}

const isGood = `${rowNumber} NOT IN (SELECT n FROM ${badRows})`;

/** Writes the file before the load, so that a load that fails for its rejected rows can be looked into. */
async function reportRejects({ load, engine, raw, fields }: Checking): Promise<Rejects> {
  const { options, target } = load;
  const rejected = raw.unreadable + (await countOf(engine, badRows));
  if (rejected === 0) return { rejected, rejects: [] };
  const rejects = await writeRejects(load, rejectedRows(engine, raw, fields, options.signal));
  const { rejectLimit: limit = Infinity } = options;
  if (rejected > limit)
    throw movementErrors['too-many-rejects']({
      target: target.object,
      rejected,
      limit,
      file: rejects.rejectsFile ?? '',
      first: rejects.rejects[0]?.message ?? '',
      первая: rejects.rejects[0]?.messageRu ?? '',
    });
  return rejects;
}

async function writeGood(checking: Checking, rejected: number): Promise<WriteResult> {
  const { load, raw } = checking;
  const { target, runId } = load;
  const read = raw.readable + raw.unreadable;
  const request = await writeRequest(load, (written) => {
    if (read !== written + rejected)
      throw movementErrors.unbalanced({ target: target.object, runId, read, written, rejected });
  });
  return target.connection.write(target.object, await goodRows(checking), request);
}

/** In the order of the source: the last row of a key wins a merge, and the target's line numbers mean rows. */
function goodRows({ load, engine, raw, fields, texts, asCame }: Checking): Promise<DatasetStream> {
  const values = fields.map((field) => `${loadedValue(field, texts, asCame)} AS ${quoteName(field.name)}`);
  const sql = `SELECT ${values.join(', ')} FROM ${raw.table} WHERE ${isGood} ORDER BY ${rowNumber}`;
  const schema = {
    fields: fields.map(({ name, type, isRequired }) => ({
      name,
      type: asCame ? ({ kind: 'string' } as const) : type,
      nullable: !isRequired,
    })),
  };
  return engine.stream(sql, cheapestWritten(load.target), { schema, signal: load.options.signal });
}
