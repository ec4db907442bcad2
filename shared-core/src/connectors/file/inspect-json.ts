import { randomUUID } from 'node:crypto';
import { once } from 'node:events';
import { createWriteStream } from 'node:fs';
import { join } from 'node:path';
import { finished } from 'node:stream/promises';
import { assertNamesApart, judgedLines, linesOf, type FieldReading, type JsonScan } from '../../engine';
import { isAiEtlError } from '../../errors';
import type { Localized } from '../../language';
import type { Inference } from '../../profiling';
import { integer, printType, simple, type Field, type TableSchema } from '../../schema';
import type { FileReadOptions } from './config';
import { jsonLayout, type Compression } from './formats';
import type { Inspected } from './inspect';
import { saidOf } from './options';
import type { FileSession } from './session';
import { readDates } from './sniff/dates';
import { inferEncoding } from './sniff/encoding';
import { certain } from './sniff/inference';
import { reasons } from './sniff/reasons';
import type { Sample } from './sniff/sample';
import { spoolUtf8 } from './spool';

/** What a JSON file turned out to be. @internal */
export interface InspectedJson {
  layout: JsonScan['layout'];
  /** False where the values are no objects. */
  records: boolean;
  /** Length of the longest value in bytes, where it is beyond what the engine takes by itself. */
  longRow?: number;
  encoding: string;
  schema: TableSchema;
  readings: Record<string, FieldReading>;
  inferences: Record<string, Inference<string>>;
  fieldInferences: Record<string, Inference<string>>;
}

type Base = Pick<Inspected, 'object' | 'format' | 'compression' | 'files'>;

/** Values that are looked at. */
const sampleValues = 20_480;
const quoteName = (name: string) => `"${name.replaceAll('"', '""')}"`;
const quoteText = (text: string) => `'${text.replaceAll("'", "''")}'`;

/** Finds the fields of a JSON file: the engine reads a sample, we mend what it takes too literally. @internal */
export async function inspectJson(
  session: FileSession,
  base: Base,
  sample: Sample,
  options: FileReadOptions,
): Promise<InspectedJson> {
  const encoding = options.encoding
    ? certain(saidOf(options).encoding ?? 'utf-8', reasons.given)
    : await inferEncoding([sample.head, ...sample.others.map(({ bytes }) => bytes)], { whole: sample.whole });
  const text = new TextDecoder(encoding.value).decode(sample.head);
  const layout = jsonLayout(text);
  const spooled = await spoolUtf8(session, {
    ...base,
    encoding: encoding.value,
    markLength: text.length && sample.head[0] === 0xef ? 3 : 0,
  });
  const release = [spooled.release];
  try {
    const longRow = longestValue(layout, text, base.files);
    const looked = await look(session, { ...spooled, layout, longRow });
    release.push(looked.release);
    const { scan, fields } = looked;
    const records = !isScalar(fields);
    if (records && fields.some(({ name }) => /_\d+$/.test(name)))
      await assertKeysApart(session, base.object, scan);
    const uneven = records ? await unevenObjects(session, scan, fields) : new Map<string, string>();
    const mended = await Promise.all(
      fields.map((field) => {
        const example = uneven.get(field.name);
        return example === undefined
          ? mend(session, `(SELECT * FROM ${scan} LIMIT ${sampleValues})`, field)
          : asJson(field, example);
      }),
    );
    return {
      layout,
      records,
      ...(longRow !== undefined && { longRow }),
      encoding: encoding.value,
      schema: { fields: mended.map(({ field }) => field) },
      readings: Object.fromEntries(mended.map(({ field, reading }) => [field.name, reading])),
      inferences: {
        encoding,
        layout: {
          value: layout,
          confidence: 0.98,
          decidedBy: { byte: 0, value: text.trimStart()[0], why: reasons.beginning },
        },
      },
      fieldInferences: Object.fromEntries(mended.map(({ field, inference }) => [field.name, inference])),
    };
  } finally {
    for (const one of release) await one();
  }
}

interface Looking {
  paths: string[];
  compression: Compression;
  layout: JsonScan['layout'];
  longRow?: number;
}

interface Looked {
  /** DuckDB text of the sample. */
  scan: string;
  fields: Field[];
  release(): Promise<void>;
}

/** Values that are no objects come as one field of this name. */
const isScalar = (fields: Field[]) => fields.length === 1 && fields[0]?.name === 'json';

const scanText = ({ paths, compression, layout, longRow }: Looking) =>
  `read_json([${paths.map(quoteText).join(', ')}], format = '${layout}', sample_size = ${sampleValues}${longRow === undefined ? '' : `, maximum_object_size = ${longRow}`}${compression === 'none' ? '' : `, compression = '${compression}'`})`;

/** What the engine takes the values for; of lines among which some are broken, the good ones. */
async function look(session: FileSession, looking: Looking): Promise<Looked> {
  const engine = await session.engine();
  const seen = async (one: Looking, release: Looked['release']): Promise<Looked> => {
    const scan = scanText(one);
    return { scan, fields: (await engine.describe(`SELECT * FROM ${scan}`)).fields, release };
  };
  try {
    const looked = await seen(looking, async () => undefined);
    if (looking.layout !== 'newline_delimited' || !isScalar(looked.fields)) return looked;
    const good = await goodLines(session, looking);
    return good ? await seen(good.looking, good.release) : looked;
  } catch (cause) {
    if (looking.layout !== 'newline_delimited' || !isAiEtlError(cause)) throw cause;
    const good = await goodLines(session, looking);
    if (!good) throw cause;
    return seen(good.looking, good.release);
  }
}

/** The engine gives the second of two keys that differ in letter case another name, and then reads nothing under it. */
async function assertKeysApart(session: FileSession, object: string, scan: string): Promise<void> {
  const engine = await session.engine();
  const raw = scan.replace('read_json(', 'read_json_objects(').replace(/, sample_size = \d+/, '');
  const sql = `SELECT DISTINCT unnest(json_keys(json)) AS name FROM (SELECT json FROM ${raw} LIMIT ${sampleValues})`;
  const { rows } = await engine.query(sql, { limit: 10_000 });
  assertNamesApart(rows.map(({ name }) => String(name)).sort(), object);
}

/** The objects among the first lines in a file of their own, unless they are the lesser part. */
async function goodLines(session: FileSession, looking: Looking) {
  const lines = linesOf({ kind: 'json', ...looking, longestRow: looking.longRow, schema: { fields: [] } });
  if (!lines) return undefined;
  const engine = await session.engine();
  const table = `broken_${randomUUID().replaceAll('-', '')}`;
  const sql = `SELECT line, fits FROM ${judgedLines(lines, { table, scans: `${table}_scans` })} LIMIT ${sampleValues}`;
  const { path: folder, release } = await session.temporary();
  try {
    const path = join(folder, 'good.jsonl');
    const sink = createWriteStream(path, { mode: 0o600 });
    let [good, all] = [0, 0];
    for await (const batch of engine.batches(sql)) {
      const objects = batch.filter(({ fits }) => fits === true);
      all += batch.length;
      good += objects.length;
      if (!sink.write(objects.map(({ line }) => `${String(line)}\n`).join(''))) await once(sink, 'drain');
    }
    sink.end();
    await finished(sink);
    const isMost = good > 0 && good * 2 >= all;
    if (!isMost) await release();
    return isMost
      ? { looking: { ...looking, paths: [path], compression: 'none' as const }, release }
      : undefined;
  } catch (cause) {
    await release();
    throw cause;
  }
}

/**
 * Fields of objects that do not all have the same keys, each with one that lacks some: a struct would refuse it, and
 * what is kept as JSON loses nothing.
 */
async function unevenObjects(
  session: FileSession,
  scan: string,
  fields: Field[],
): Promise<Map<string, string>> {
  const structs = fields.filter(({ nativeType = '' }) => nativeType.includes('STRUCT'));
  if (structs.length === 0) return new Map();
  const engine = await session.engine();
  const columns = structs.map(({ name }) => `${quoteText(name)}: 'JSON'`).join(', ');
  const raw = scan.replace(/, sample_size = \d+/, `, records = true, columns = {${columns}}`);
  // TRY_CAST would give a struct with holes where CAST, by which rows are read, fails.
  const items = structs.map(({ name, nativeType }, at) => {
    const value = quoteName(name);
    const isUneven = `json_type(${value}) <> 'NULL' AND TRY(CAST(${value} AS ${nativeType})) IS NULL`;
    return `left(any_value(CAST(${value} AS VARCHAR)) FILTER (WHERE ${isUneven}), 80) AS c${at}`;
  });
  const { rows } = await engine.query(
    `SELECT ${items.join(', ')} FROM (SELECT * FROM ${raw} LIMIT ${sampleValues})`,
  );
  return new Map(
    structs.flatMap(({ name }, at) => {
      const example = rows[0]?.[`c${at}`];
      return example === null || example === undefined ? [] : [[name, String(example)]];
    }),
  );
}

const asJson = ({ name, nativeType = '' }: Field, example: string): Mended => ({
  field: { name, nullable: true, type: simple('json') },
  reading: {},
  inference: {
    value: 'json',
    confidence: 0.9,
    runnerUp: { value: nativeType.toLowerCase().slice(0, 200), confidence: 0.1 },
    decidedBy: { value: example, why: reasons.changingKeys },
  },
});

/** The engine holds two values of the longest length per thread, so it is told of long ones only where they may be. */
function longestValue(
  layout: InspectedJson['layout'],
  text: string,
  files: { sizeBytes: number }[],
): number | undefined {
  const ordinary = 4 << 20;
  const whole = Math.max(...files.map(({ sizeBytes }) => sizeBytes));
  const line = 8 * text.split('\n').reduce((most, { length }) => Math.max(most, length), 0);
  const longest =
    layout === 'unstructured' ? whole * 1.1 : layout === 'array' ? Math.min(whole, 16 << 20) : line;
  return longest > ordinary ? Math.ceil(Math.min(longest, 1 << 30)) : undefined;
}

interface Mended {
  field: Field;
  reading: FieldReading;
  inference: Inference<string>;
}

async function mend(session: FileSession, scan: string, field: Field): Promise<Mended> {
  const native = field.nativeType ?? '';
  const plain = { name: field.name, nullable: true };
  const said = (type: Field['type'], why: Localized, more: Partial<Inference<string>> = {}): Mended => ({
    field: { ...plain, type },
    reading: {},
    inference: { value: printType(type), confidence: 0.95, decidedBy: { why }, ...more },
  });
  if (native === 'JSON') return ofMixed(session, scan, field, said);
  if (
    native === 'HUGEINT' &&
    (await holds(
      session,
      `SELECT coalesce(bool_and(${quoteName(field.name)} BETWEEN -9223372036854775808 AND 9223372036854775807), true) AS yes FROM ${scan}`,
    ))
  )
    return said(integer(64), reasons.within64Bits);
  if (native === 'TIMESTAMP' || native === 'DATE')
    return (
      (await ofTexts(session, rawTexts(scan, field.name), field, said)) ??
      said(field.type, reasons.valuesOfKind(native.toLowerCase()))
    );
  if (native === 'VARCHAR')
    return (await ofTexts(session, scan, field, said)) ?? said(simple('string'), reasons.texts);
  return said(field.type, reasons.valuesOfKind(native.toLowerCase()));
}

/** Texts and numbers under one name are texts; only where arrays or objects are among them it stays JSON. */
async function ofMixed(
  session: FileSession,
  scan: string,
  field: Field,
  said: (type: Field['type'], why: Localized, more?: Partial<Inference<string>>) => Mended,
): Promise<Mended> {
  const name = quoteName(field.name);
  const engine = await session.engine();
  const kinds = await engine.query(
    `SELECT json_type(${name}) AS kind, count(*)::BIGINT AS n, CAST(any_value(${name}) AS VARCHAR) AS example FROM ${scan} WHERE ${name} IS NOT NULL AND json_type(${name}) <> 'NULL' GROUP BY kind ORDER BY n DESC`,
  );
  const nested = kinds.rows.some(({ kind }) => kind === 'ARRAY' || kind === 'OBJECT');
  if (nested || kinds.rows.length === 0)
    return said(simple('json'), nested ? reasons.changingShape : reasons.noValue, {
      confidence: nested ? 0.9 : 0.1,
    });
  const rare = kinds.rows.at(-1);
  return said(
    simple('string'),
    reasons.severalKinds(kinds.rows.map(({ kind, n }) => `${String(kind)} ${String(n)}`).join(', ')),
    {
      runnerUp: { value: String(kinds.rows[0]?.kind).toLowerCase(), confidence: 0.05 },
      decidedBy: {
        value: String(rare?.example).slice(0, 80),
        why: reasons.otherKind(String(rare?.kind)),
      },
    },
  );
}

/** The same rows with a field as its text: the engine takes an instant for a local time, and drops its zone. */
const rawTexts = (scan: string, name: string) =>
  scan.replace(/, sample_size = \d+/, `, records = true, columns = {${quoteText(name)}: 'VARCHAR'}`);

/** JSON has no dates: they come as texts, perhaps not in the ISO form that the engine knows. */
async function ofTexts(
  session: FileSession,
  scan: string,
  field: Field,
  said: (type: Field['type'], why: Localized) => Mended,
): Promise<Mended | undefined> {
  const engine = await session.engine();
  const { rows } = await engine.query(
    `SELECT DISTINCT ${quoteName(field.name)} AS v FROM (SELECT ${quoteName(field.name)} FROM ${scan} LIMIT 2000) WHERE ${quoteName(field.name)} IS NOT NULL LIMIT 1000`,
  );
  const dates = rows.length > 0 ? readDates(rows.map(({ v }) => String(v).trim())) : undefined;
  if (!dates || dates.twofold) return undefined;
  const mended = said(dates.type, dates.why);
  return {
    ...mended,
    reading: dates.formats ? { formats: dates.formats } : {},
    inference: { ...mended.inference, decidedBy: { value: dates.decidedBy, why: dates.why } },
  };
}

async function holds(session: FileSession, sql: string): Promise<boolean> {
  const engine = await session.engine();
  return (await engine.query(sql)).rows[0]?.yes === true;
}
