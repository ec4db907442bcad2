import { availableParallelism } from 'node:os';
import type { DatasetStream, StreamFormat, WriteResult } from '../connectors';
import { isAiEtlError } from '../errors';
import { convertScan, convertStream, type EngineOf } from './convert';
import { movementErrors } from './errors';
import type { Ledger, LoadPath } from './ledger';
import type { LoadOptions, LoadTarget } from './load-options';
import { pgCopyCsv, type Route } from './negotiate';
import { cheapestWritten, prepare, writeRequest, type PreparedLoad } from './prepared-load';
import { rejectedBefore, removeRejects } from './rejects-file';
import type { Validated } from './validate/load-validated';

interface OpenedStream {
  stream: DatasetStream;
  path: LoadPath;
}

/** What became of the rows, before the ledger is written. */
type Outcome = Validated & { path: LoadPath };

/**
 * Moves a dataset into a target. Clean data takes the short way: bytes go straight to the target's own loader. When
 * that refuses a row (an error of kind `data`), the load goes again through the engine, which checks every value and
 * sets the bad rows aside.
 *
 * @returns the account: `read = written + rejected`, always
 * @throws `movement.*`, and what the two connectors throw; the target is then as it was
 * @public
 */
export async function load(options: LoadOptions): Promise<Ledger> {
  const startedAt = new Date();
  const engine = lazyEngine(options);
  try {
    const prepared = await prepare(options, engine.open);
    const outcome = await run(prepared, engine.renew);
    options.onProgress?.({
      phase: 'done',
      step: options.step,
      rows: outcome.result.written,
      bytes: outcome.result.bytes,
      fraction: 1,
    });
    return ledgerOf(prepared, outcome, startedAt);
  } finally {
    await engine.close();
  }
}

/** One processor is left to whoever hosts us: n8n serves its whole UI on this process's event loop. */
const threads = Math.max(1, availableParallelism() - 1);

interface LazyEngine {
  open: EngineOf;
  /** The next use gets another engine: one whose source broke off takes no more queries. */
  renew(): Promise<void>;
  close(): Promise<void>;
}

function lazyEngine({ memoryLimit, signal }: LoadOptions): LazyEngine {
  let opened: ReturnType<EngineOf> | undefined;
  return {
    open: () =>
      (opened ??= import('../engine').then(({ openEngine }) => openEngine({ memoryLimit, signal, threads }))),
    renew: async () => {
      const old = opened;
      opened = undefined;
      await (await old?.catch(() => undefined))?.close();
    },
    close: async () => (await opened?.catch(() => undefined))?.close(),
  };
}

async function run(prepared: PreparedLoad, renewEngine: () => Promise<void>): Promise<Outcome> {
  const pushedDown = await pushDown(prepared);
  if (pushedDown) return { result: pushedDown, path: 'push-down', rejected: 0, rejects: [] };
  try {
    return await straight(prepared);
  } catch (error) {
    if (!isAiEtlError(error) || error.kind !== 'data' || prepared.options.signal?.aborted) throw error;
    await renewEngine();
    const { loadValidated } = await import('./validate/load-validated');
    return { ...(await loadValidated(prepared, error)), path: 'engine' };
  }
}

/** A query into the connection that it runs in: the rows never leave it. */
async function pushDown(prepared: PreparedLoad): Promise<WriteResult | undefined> {
  const { source, target, fields } = prepared;
  if (!source.query || source.query.connection !== target.connection || !target.connection.writeQuery)
    return undefined;
  const names = fields.map(({ name }) => `"${name.replaceAll('"', '""')}"`).join(', ');
  const isWhole = fields.length === source.schema.fields.length;
  const sql = isWhole ? source.query.sql : `SELECT ${names} FROM (${source.query.sql}\n) q`;
  return target.connection.writeQuery(
    target.object,
    sql,
    { ...source.schema, fields },
    await writeRequest(prepared),
  );
}

async function straight(prepared: PreparedLoad): Promise<Outcome> {
  const { target, runId } = prepared;
  let read: () => number | undefined = () => undefined;
  const request = await writeRequest(prepared, (rows) => {
    const count = read();
    if (count !== undefined && count !== rows)
      throw movementErrors.unbalanced({
        target: target.object,
        runId,
        read: count,
        written: rows,
        rejected: 0,
      });
  });
  const { stream, path } = await openStream(prepared);
  read = () => stream.rowCount;
  // The target looks at the stream only when it is ready for it; an error before waits there.
  if (stream.format !== 'rows') stream.bytes.on('error', () => undefined);
  const result = await target.connection.write(target.object, stream, request);
  if (!result.alreadyLoaded) await removeRejects(prepared);
  return { result, path, rejected: 0, rejects: [] };
}

/** The stream that the target gets, by the negotiated way. */
async function openStream(prepared: PreparedLoad): Promise<OpenedStream> {
  const { source, target, fields, route, options, engine } = prepared;
  const { signal } = options;
  const names = fields.map((field) => field.name);
  const converted = async (format: StreamFormat, stream?: DatasetStream): Promise<OpenedStream> => {
    const to = { format, fields: names, signal };
    if (!source.scan) return { stream: await convertStream(await engine(), stream!, to), path: 'engine' };
    if (stream && stream.format !== 'rows') stream.bytes.destroy();
    return { stream: await convertScan(await engine(), source.scan, to), path: 'engine' };
  };
  if (route.read === 'scan') return converted(route.write);
  const isWhole = names.length === source.schema.fields.length;
  const stream = await source.open({
    formats: [route.read],
    signal,
    ...(!isWhole && route.kind !== 'engine' && { fields: names }),
  });
  if (route.kind === 'engine') return converted(route.write, stream);
  if (!isReadable(stream, target)) return converted(cheapestWritten(target), stream);
  return { stream: asTaken(stream, route), path: route.kind };
}

/** A CSV as it stands may be in a dialect that the target's loader does not read. */
function isReadable(stream: DatasetStream, { connection }: LoadTarget): boolean {
  if (stream.format !== 'csv' || !stream.csv) return true;
  return connection.connector.readsCsv?.(stream.csv, stream.schema) ?? isPlain(stream.csv);
}

const isPlain = (csv: object) =>
  Object.entries(pgCopyCsv).every(
    ([name, value]) => String((csv as Record<string, unknown>)[name]) === String(value),
  );

/** COPY's CSV for a target that knows only CSV in general: the same bytes under the other name. */
function asTaken(stream: DatasetStream, { write }: Route): DatasetStream {
  if (stream.format === write || stream.format !== 'pg-copy-csv') return stream;
  return Object.assign(stream, { format: write, csv: pgCopyCsv }) as DatasetStream;
}

async function ledgerOf(prepared: PreparedLoad, outcome: Outcome, startedAt: Date): Promise<Ledger> {
  const { source, target, runId, options } = prepared;
  const { result, path } = outcome;
  const alreadyLoaded = result.alreadyLoaded ?? false;
  const { rejected, rejects, rejectsFile } = alreadyLoaded ? await rejectedBefore(prepared) : outcome;
  return {
    runId,
    ...(options.pipeline !== undefined && { pipeline: options.pipeline }),
    ...(options.step !== undefined && { step: options.step }),
    source: source.name,
    target: {
      connection: target.connection.name,
      system: target.connection.connector.id,
      object: target.object,
      mode: target.mode,
    },
    read: result.written + rejected,
    written: result.written,
    rejected,
    ...(result.superseded !== undefined && { superseded: result.superseded }),
    rejects,
    ...(rejectsFile !== undefined && { rejectsFile }),
    seconds: Math.round((Date.now() - startedAt.getTime()) / 10) / 100,
    bytes: result.bytes,
    path,
    startedAt: startedAt.toISOString(),
    alreadyLoaded,
    ...(outcome.spellings?.length && { spellings: outcome.spellings }),
    losses: result.losses ?? createdLosses(prepared),
  };
}

/** What the types of a table lose that this load has made. */
function createdLosses({ target, description, fields }: PreparedLoad): Ledger['losses'] {
  const { connector } = target.connection;
  if (description || connector.capabilities.dialect === undefined) return [];
  return fields.flatMap(({ name, type }) => {
    const { loss } = connector.types.toNative(type);
    return loss ? [{ field: name, ...loss }] : [];
  });
}
