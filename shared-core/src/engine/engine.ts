import { randomUUID } from 'node:crypto';
import { rm } from 'node:fs/promises';
import { join } from 'node:path';
import type { DuckDBConnection, DuckDBInstance, DuckDBResult } from '@duckdb/node-api';
import type {
  CsvDialect,
  DatasetStream,
  EngineRelation,
  QueryResult,
  Row,
  StreamFormat,
} from '../connectors';
import type { Field, TableSchema } from '../schema';
import { fileOptions, queryForFormat, type FileForm } from './column-text';
import { fromDuckdb } from './duckdb-error';
import { engineErrors } from './errors';
import { duckdbTypes } from './duckdb-types';
import { quoteName, quoteText } from './quote';
import { Pause } from '../event-loop';
import { relationFromStream } from './relation-from-stream';
import { rowConverter, rowsOfChunk } from './row-values';
import { makeScratch } from './scratch';
import { streamQuery } from './stream-query';

/** @public */
export interface EngineOptions {
  /** DuckDB's memory limit; what does not fit is spilled to disk. Default 256MB. */
  memoryLimit?: string;
  /** Default: as many as the machine has processors. */
  threads?: number;
  /** Folder under which the engine makes its own; default the system's. */
  tempDirectory?: string;
  /** Ends everything that runs in the engine. */
  signal?: AbortSignal;
}

/** @public */
export interface EngineQueryOptions {
  signal?: AbortSignal;
}

/**
 * The embedded engine: DuckDB in this process, with little memory, no extensions to download, sessions in UTC.
 *
 * Its SQL is trusted text: made by connectors, by the plan's printer and by this room. Texts of users never
 * come here but as trees that the sql room has parsed and printed; on top of that {@link Engine.lock} shuts
 * files, network and settings off.
 * @public
 */
export interface Engine {
  /** A folder of its own, gone when it closes. */
  readonly scratch: string;
  /** Rows of a query as JavaScript values, at most `limit` (1,000 by default). */
  query(sql: string, options?: EngineQueryOptions & { limit?: number }): Promise<QueryResult>;
  /** Rows of a query in batches, as they are made. */
  batches(sql: string, options?: EngineQueryOptions): AsyncIterable<Row[]>;
  /** Statements without a result, one after another. */
  execute(statements: string | string[], options?: EngineQueryOptions): Promise<void>;
  /** Fields of a query, without running it. */
  describe(sql: string): Promise<TableSchema>;
  /** A query as bytes of a format; no JavaScript per row. Ends the query when it is destroyed. */
  stream(
    sql: string,
    format: StreamFormat,
    options?: EngineQueryOptions & { schema?: TableSchema; csv?: CsvDialect },
  ): Promise<DatasetStream>;
  /** Writes a query into a file. @returns its number of rows */
  writeFile(
    sql: string,
    path: string,
    form: FileForm,
    options?: EngineQueryOptions & { schema?: TableSchema },
  ): Promise<number>;
  /** A stream as a relation that can be scanned once, or, with `reusable`, as often as one likes. */
  relationFromStream(
    stream: DatasetStream,
    options?: EngineQueryOptions & { reusable?: boolean },
  ): Promise<EngineRelation>;
  /** Files and folders that stay within reach after {@link Engine.lock}. */
  allow(paths: string[]): void;
  /** From now on: no file but the allowed ones, no network, no settings. */
  lock(): Promise<void>;
  close(): Promise<void>;
}

/**
 * Opens the embedded engine.
 * @throws `engine.*`
 * @public
 */
export async function openEngine(options: EngineOptions = {}): Promise<Engine> {
  const driver = await import('@duckdb/node-api');
  await keepMarks();
  const scratch = await makeScratch(options.tempDirectory);
  try {
    const instance = await driver.DuckDBInstance.create(':memory:', {
      memory_limit: options.memoryLimit ?? '256MB',
      temp_directory: join(scratch, 'spill'),
      autoinstall_known_extensions: 'false',
      autoload_known_extensions: 'false',
      ...(options.threads ? { threads: String(options.threads) } : {}),
    });
    const engine = new DuckdbEngine(driver, instance, scratch, options.signal);
    await engine.execute("SET GLOBAL TimeZone = 'UTC'");
    return engine;
  } catch (cause) {
    await rm(scratch, { recursive: true, force: true });
    throw fromDuckdb(cause, options.signal);
  }
}

/**
 * The driver's decoder takes a byte order mark at the head of every text away, which is then another text. Its
 * module has no setting for it (1.5.6: `new TextDecoder()`), but looks the decoder up each time.
 */
async function keepMarks(): Promise<void> {
  const accessors = (await import('@duckdb/node-api/lib/vectors/dataAccessors')) as { textDecoder: unknown };
  accessors.textDecoder = new TextDecoder('utf-8', { ignoreBOM: true });
}

type Driver = typeof import('@duckdb/node-api');

/** @internal */
export class DuckdbEngine implements Engine {
  /** Comes when the engine, or whoever opened it, wants everything to end. */
  readonly ending: AbortSignal;
  private readonly idle: DuckDBConnection[] = [];
  private readonly allowed: string[] = [];
  private readonly closing = new AbortController();
  private readonly convert;
  private closed = false;
  private failure?: Error;

  constructor(
    private readonly driver: Driver,
    private readonly instance: DuckDBInstance,
    readonly scratch: string,
    signal?: AbortSignal,
  ) {
    this.ending = signal ? AbortSignal.any([signal, this.closing.signal]) : this.closing.signal;
    this.convert = rowConverter(driver);
    this.allowed.push(scratch);
  }

  async query(sql: string, options: EngineQueryOptions & { limit?: number } = {}): Promise<QueryResult> {
    const limit = options.limit ?? 1000;
    // SUMMARIZE and its like stand in no FROM; their results are short.
    const isSelect = /^[\s(]*(SELECT|WITH|FROM|VALUES)\b/i.test(sql);
    const bounded = isSelect ? `SELECT * FROM (${sql}\n) AS bounded LIMIT ${limit + 1}` : sql;
    const schema = isSelect ? await this.describe(sql) : undefined;
    const result = await this.run(bounded, options.signal);
    const rows: Row[] = [];
    for await (const batch of this.rowsOf(result)) for (const row of batch) rows.push(row);
    return { schema: schema ?? schemaOf(result), rows: rows.slice(0, limit), truncated: rows.length > limit };
  }

  /**
   * By way of a table, which goes to disk where it is large. The driver has a streaming result too, but one whose
   * query fails on the way just ends (1.5.6: `fetch_chunk` tells no errors), as if these were all the rows.
   */
  async *batches(sql: string, options: EngineQueryOptions = {}): AsyncIterable<Row[]> {
    const table = quoteName(`rows_${randomUUID()}`);
    await this.run(`CREATE TABLE ${table} AS ${sql}`, options.signal);
    const connection = await this.take();
    const end = this.interruptOn(connection, options.signal);
    let left = -1;
    try {
      left = await this.countOf(table);
      for await (const batch of this.rowsOf(await connection.stream(`SELECT * FROM ${table}`))) {
        left -= batch.length;
        yield batch;
        this.assertWhole(options.signal);
      }
      if (left !== 0) throw engineErrors.failed({ said: `${left} rows did not come` });
    } catch (cause) {
      throw this.errorOf(cause, options.signal);
    } finally {
      end();
      // One with a half-read result takes no other statement.
      if (left === 0) this.giveBack(connection);
      else connection.closeSync();
      if (!this.ending.aborted) await this.run(`DROP TABLE IF EXISTS ${table}`);
    }
  }

  private async countOf(table: string): Promise<number> {
    const counted = await this.run(`SELECT count(*) FROM ${table}`);
    const [[count] = []] = await counted.getRowsJson();
    return Number(count);
  }

  private async *rowsOf(result: DuckDBResult): AsyncGenerator<Row[]> {
    const columns = { names: result.deduplicatedColumnNames(), types: result.columnTypes() };
    const pause = new Pause();
    for (;;) {
      const chunk = await result.fetchChunk();
      if (!chunk || chunk.rowCount === 0) return;
      yield await rowsOfChunk(chunk, columns, this.convert, pause);
    }
  }

  async execute(statements: string | string[], options: EngineQueryOptions = {}): Promise<void> {
    for (const statement of [statements].flat()) await this.run(statement, options.signal);
  }

  async describe(sql: string): Promise<TableSchema> {
    const described = await this.run(`DESCRIBE ${sql}`);
    const rows = await described.getRowsJson();
    return { fields: rows.map(([name, native]) => fieldOf(String(name), String(native))) };
  }

  stream(
    sql: string,
    format: StreamFormat,
    options: Parameters<Engine['stream']>[2] = {},
  ): Promise<DatasetStream> {
    return streamQuery(this, sql, format, options);
  }

  async writeFile(
    sql: string,
    path: string,
    form: FileForm,
    options: EngineQueryOptions & { schema?: TableSchema } = {},
  ): Promise<number> {
    const schema = options.schema ?? (await this.describe(sql));
    const query = queryForFormat(sql, schema, form.format === 'json' ? 'jsonl' : form.format);
    const copied = await this.run(
      `COPY (${query}) TO ${quoteText(path)} (${fileOptions(form, schema)})`,
      options.signal,
    );
    const [[count] = []] = await copied.getRowsJson();
    return Number(count);
  }

  relationFromStream(
    stream: DatasetStream,
    options: EngineQueryOptions & { reusable?: boolean } = {},
  ): Promise<EngineRelation> {
    return relationFromStream(this, stream, options);
  }

  allow(paths: string[]): void {
    this.allowed.push(...paths);
  }

  async lock(): Promise<void> {
    const list = this.allowed.map((path) => quoteText(path)).join(', ');
    const folders = this.allowed.map((path) => quoteText(join(path, '/'))).join(', ');
    await this.execute([
      `SET GLOBAL allowed_paths = [${list}]`,
      `SET GLOBAL allowed_directories = [${folders}]`,
      'SET GLOBAL enable_external_access = false',
      'SET GLOBAL lock_configuration = true',
    ]);
  }

  async close(): Promise<void> {
    if (this.closed) return;
    this.closed = true;
    this.closing.abort();
    for (const connection of this.idle.splice(0)) connection.closeSync();
    this.instance.closeSync();
    await rm(this.scratch, { recursive: true, force: true });
  }

  /** A path of its own for a pipe or a file. */
  scratchPath(ending: string): string {
    return join(this.scratch, `${randomUUID()}.${ending}`);
  }

  /** A source that was being read has failed: no query of this engine may pass for complete any more. */
  fail(error: Error): void {
    this.failure ??= error;
  }

  /** Runs one statement on a connection of its own, so that a pipe being filled does not stop the rest. */
  async run(sql: string, signal?: AbortSignal) {
    this.assertWhole(signal);
    const connection = await this.take();
    const end = this.interruptOn(connection, signal);
    try {
      const result = await connection.run(sql);
      this.assertWhole(signal);
      return result;
    } catch (cause) {
      throw this.errorOf(cause, signal);
    } finally {
      end();
      this.giveBack(connection);
    }
  }

  private async take(): Promise<DuckDBConnection> {
    return this.idle.pop() ?? (await this.instance.connect());
  }

  private giveBack(connection: DuckDBConnection): void {
    if (this.closed) connection.closeSync();
    else this.idle.push(connection);
  }

  /** An interrupt that comes between two statements is forgotten by DuckDB, so the signal is looked at first. */
  private interruptOn(connection: DuckDBConnection, signal?: AbortSignal): () => void {
    const signals = [this.ending, signal].filter((one) => one !== undefined);
    const interrupt = () => connection.interrupt();
    for (const one of signals) one.addEventListener('abort', interrupt, { once: true });
    return () => {
      for (const one of signals) one.removeEventListener('abort', interrupt);
    };
  }

  /** A query whose source broke off may look complete: the end of a pipe says nothing of why it ended. */
  private assertWhole(signal?: AbortSignal): void {
    if (this.failure) throw this.failure;
    if (this.ending.aborted || signal?.aborted) throw engineErrors.cancelled(undefined);
  }

  private errorOf(cause: unknown, signal?: AbortSignal): Error {
    return (
      this.failure ??
      fromDuckdb(
        cause,
        [signal, this.ending].find((one) => one?.aborted),
      )
    );
  }
}

const fieldOf = (name: string, nativeType: string): Field => ({
  name,
  type: duckdbTypes.fromNative(nativeType).type,
  nullable: true,
  nativeType,
});

const schemaOf = (result: DuckDBResult): TableSchema => ({
  fields: result.columnNames().map((name, at) => fieldOf(name, String(result.columnType(at)))),
});
