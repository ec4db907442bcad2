import type { FieldReading } from '../../engine';
import type { Inference } from '../../profiling';
import type { TableSchema } from '../../schema';
import { connectorErrors } from '../errors';
import { readSample } from './bytes';
import type { FileReadOptions } from './config';
import { fileErrors } from './errors';
import { foreignForm, formOfName, formOfText, magicOf, type Compression, type FileFormat } from './formats';
import { inspectJson, type InspectedJson } from './inspect-json';
import { saidOf } from './options';
import { filesOf, objectName, type FileEntry } from './paths';
import type { FileSession } from './session';
import { byteOrderMark, looksLikeUtf16 } from './sniff/utf';
import type { Sample } from './sniff/sample';
import { sniffCsv } from './sniff/sniff-csv';
import type { SniffedCsv } from './sniff/sniffed';

/** What an object turned out to be. @internal */
export interface Inspected {
  object: string;
  format: FileFormat;
  compression: Compression;
  files: FileEntry[];
  sizeBytes: number;
  schema: TableSchema;
  readings: Record<string, FieldReading>;
  inferences: Record<string, Inference<string>>;
  fieldInferences: Record<string, Inference<string>>;
  csv?: SniffedCsv;
  json?: InspectedJson;
  /** Encoding of a text file; `utf-8` may still begin with a mark. */
  encoding?: string;
  /** Bytes of a mark at the head, to be left out. */
  markLength: number;
  rows?: number;
}

/** Looks into an object: which files, of which form, with which fields. Looked at once for as long as the files stay. @internal */
export async function inspect(
  session: FileSession,
  object: string,
  options: FileReadOptions,
): Promise<Inspected> {
  const files = await filesOf(session, object);
  const key = JSON.stringify([
    object,
    options,
    files.map(({ path, sizeBytes, modifiedMs }) => [path, sizeBytes, modifiedMs]),
  ]);
  const known = session.inspected.get(key);
  if (known) return known;
  const looking = look(session, object, files, options);
  session.inspected.set(key, looking);
  looking.catch(() => session.inspected.delete(key));
  return looking;
}

async function look(
  session: FileSession,
  object: string,
  files: FileEntry[],
  options: FileReadOptions,
): Promise<Inspected> {
  const filled = files.filter(({ sizeBytes }) => sizeBytes > 0);
  const [first] = filled;
  if (!first) throw fileErrors.empty({ connection: session.connection, object });
  const { format, compression, sample } = await formOf(session, object, filled, options);
  const sizeBytes = files.reduce((sum, file) => sum + file.sizeBytes, 0);
  const base = { object, format, compression, files: filled, sizeBytes };
  if (format === 'parquet') return parquet(session, base);
  if (sample.head.length === 0) throw fileErrors.empty({ connection: session.connection, object });
  const mark = byteOrderMark(sample.head)?.encoding ?? looksLikeUtf16(sample.head);
  const looksLike = foreignForm(sample.head, options.encoding ?? mark ?? 'utf-8');
  if (looksLike !== undefined)
    throw fileErrors['not-text']({ connection: session.connection, object, looksLike });
  return format === 'csv' ? csv(session, base, sample, options) : json(session, base, sample, options);
}

type Base = Pick<Inspected, 'object' | 'format' | 'compression' | 'files' | 'sizeBytes'>;

async function formOf(
  session: FileSession,
  object: string,
  files: FileEntry[],
  options: FileReadOptions,
): Promise<{ format: FileFormat; compression: Compression; sample: Sample }> {
  const [first] = files as [FileEntry];
  const named = formOfName(first.path);
  const raw = await readSample(first, 'none');
  const magic = magicOf(raw.head);
  if (magic === 'parquet') return { format: options.format ?? 'parquet', compression: 'none', sample: raw };
  const compression: Compression = magic ?? 'none';
  const sample = compression === 'none' ? raw : await readSample(first, compression);
  const inner = magicOf(sample.head);
  if (inner === 'parquet')
    throw fileErrors.damaged({
      connection: session.connection,
      object,
      format: 'Parquet',
      detail: 'Parquet is compressed inside; take the outer compression off',
    });
  const text = Buffer.from(sample.head).toString('utf8');
  // Lines of JSON are no table, whatever the file is called.
  const isLines = named.format === 'csv' && text.startsWith('{"') && formOfText(text) === 'jsonl';
  const format = options.format ?? (isLines ? 'jsonl' : (named.format ?? formOfText(text)));
  const formats = new Set(
    files.map(({ path }) => options.format ?? (isLines ? format : (formOfName(path).format ?? format))),
  );
  const compressions = new Set(files.map(({ path }) => formOfName(path).compression));
  if (formats.size > 1 || compressions.size > 1)
    throw fileErrors['mixed-files']({
      connection: session.connection,
      object,
      formats: [...formats, ...(compressions.size > 1 ? compressions : [])],
    });
  return { format, compression, sample };
}

async function csv(
  session: FileSession,
  base: Base,
  sample: Sample,
  options: FileReadOptions,
): Promise<Inspected> {
  const sniffed = await sniffCsv(
    sample,
    { ...(base.files.length > 1 && { toEnd: true }), ...saidOf(options) },
    secondOpinion,
  );
  const [first] = base.files as [FileEntry];
  await assertAlike(session, base, sniffed, options);
  const plain = base.compression === 'none';
  const perRow = sniffed.headRows > 0 ? sniffed.headBytes / sniffed.headRows : 0;
  return {
    ...base,
    csv: sniffed,
    encoding: sniffed.encoding,
    markLength: markLength(sample.head),
    schema: {
      fields: sniffed.fields.map(({ name, type, nulls, comment }) => ({
        name,
        type,
        nullable: nulls || !sample.whole,
        ...(comment && { comment }),
      })),
    },
    readings: Object.fromEntries(sniffed.fields.map(({ name, reading }) => [name, reading])),
    inferences: sniffed.inferences,
    fieldInferences: Object.fromEntries(sniffed.fields.map(({ name, inference }) => [name, inference])),
    rows:
      sample.whole && base.files.length === 1
        ? sniffed.headRows
        : plain && perRow > 0 && first
          ? Math.round(base.sizeBytes / perRow)
          : undefined,
  };
}

/** A mark at the head of a UTF-8 file is three bytes that are no text. */
const markLength = (head: Uint8Array) => (head[0] === 0xef && head[1] === 0xbb && head[2] === 0xbf ? 3 : 0);

/** Weighs little and is asked seldom: its tables are loaded for texts that are not Unicode only. */
async function secondOpinion(bytes: Uint8Array) {
  const jschardet = await import('jschardet');
  const { encoding, confidence } = jschardet.detect(Buffer.from(bytes.subarray(0, 4096)));
  return encoding
    ? { encoding: encoding.toLowerCase().replace('maccyrillic', 'x-mac-cyrillic'), confidence }
    : undefined;
}

/** Files of one object have the same fields in the same order; the first differing one is named. */
async function assertAlike(
  session: FileSession,
  base: Base,
  first: SniffedCsv,
  options: FileReadOptions,
): Promise<void> {
  if (!first.isNamed) return;
  const names = first.fields.map(({ name }) => name);
  const said = {
    ...saidOf(options),
    encoding: first.encoding,
    ...(first.spacing === undefined && { delimiter: first.dialect.delimiter }),
    quote: first.dialect.quote,
    escape: first.dialect.escape,
    ...(first.header && { header: true }),
    toEnd: true,
  };
  for (const file of base.files.slice(1, 1000)) {
    const { head } = await readSample(
      { ...file, sizeBytes: Math.min(file.sizeBytes, 1 << 16) },
      base.compression,
    );
    const other = await sniffCsv(
      { head: head.subarray(0, 1 << 16), others: [], whole: head.length <= 1 << 16 },
      said,
    );
    const found = other.fields.map(({ name }) => name);
    if (found.join('\n') === names.join('\n')) continue;
    const at = found.findIndex((name, index) => name !== names[index]);
    const difference = at < 0 ? `${found.length} ≠ ${names.length}` : `"${found[at]}" ≠ "${names[at] ?? ''}"`;
    throw fileErrors['files-differ']({
      connection: session.connection,
      object: base.object,
      file: objectName(session, file.path),
      other: objectName(session, (base.files[0] as FileEntry).path),
      difference,
    });
  }
}

async function json(
  session: FileSession,
  base: Base,
  sample: Sample,
  options: FileReadOptions,
): Promise<Inspected> {
  const inspected = await inspectJson(session, base, sample, options);
  const { schema, readings, fieldInferences, inferences, encoding } = inspected;
  return {
    ...base,
    json: inspected,
    schema,
    readings,
    fieldInferences,
    inferences,
    encoding,
    markLength: markLength(sample.head),
  };
}

async function parquet(session: FileSession, base: Base): Promise<Inspected> {
  if (base.compression !== 'none')
    throw connectorErrors['not-readable']({
      connection: session.connection,
      object: base.object,
      wanted: 'parquet',
      offered: [],
    });
  const engine = await session.engine();
  const list = `[${base.files.map(({ path }) => `'${path.replaceAll("'", "''")}'`).join(', ')}]`;
  const { fields } = await engine.describe(`SELECT * FROM read_parquet(${list})`);
  const counted = await engine.query(
    `SELECT sum(num_rows)::BIGINT AS rows FROM parquet_file_metadata(${list})`,
  );
  return {
    ...base,
    schema: { fields },
    readings: {},
    inferences: {},
    fieldInferences: {},
    markLength: 0,
    rows: Number(counted.rows[0]?.rows ?? 0),
  };
}
