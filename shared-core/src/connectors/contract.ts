import type { Readable } from 'node:stream';
import type { z } from 'zod';
import type { CsvScan, JsonScan } from '../engine';
import type { TableSchema, TypeMapping } from '../schema';
import type { Localized } from '../language';

/** Forms in which a dataset can travel. `rows` are batches of JavaScript values, the slowest and the last resort. @public */
export type StreamFormat = 'pg-copy-csv' | 'csv' | 'jsonl' | 'parquet' | 'arrow' | 'rows';

/**
 * How a CSV is written. `pg-copy-csv` is the fixed case `,` `"` header, NULL as the unquoted empty field, UTF-8, `\n`.
 * @public
 */
export interface CsvDialect {
  delimiter: string;
  quote: string | null;
  escape: string | null;
  header: boolean;
  /** Texts that mean NULL when unquoted. */
  nulls: string[];
  /** Lines before the header that are not data. */
  skip?: number;
  /** IANA name of the encoding, such as `windows-1251`; UTF-8 where absent. */
  encoding?: string;
  decimalSeparator?: '.' | ',';
  /** strptime pattern, where dates are not ISO. */
  dateFormat?: string;
  timestampFormat?: string;
}

/**
 * A row as JavaScript sees it. Integers are numbers, bigint outside the safe range; decimals are strings; bytes are
 * Buffers; json is the parsed value; arrays are arrays, maps and structs objects. Never a Date: `2024-05-01`,
 * `10:20:30.5`, `2024-05-01T10:20:30.5`, an instant `2024-05-01T10:20:30.5Z`; an interval is the system's text.
 * @public
 */
export type Row = Record<string, unknown>;

/** A dataset on its way: bytes in a named format, or batches of rows. @public */
export type DatasetStream =
  | {
      format: Exclude<StreamFormat, 'rows'>;
      schema: TableSchema;
      bytes: Readable;
      /**
       * The same bytes, read into memory of the taker, who then reads `bytes` no more: how many, 0 at the end. It ends
       * with `bytes`: who destroys those, closes the source.
       */
      pull?(into: Buffer): Promise<number>;
      csv?: CsvDialect;
      /** Set once the last byte has been read, where the source counts its rows. */
      rowCount?: number;
    }
  | { format: 'rows'; schema: TableSchema; rows: AsyncIterable<Row[]>; rowCount?: number };

/** @public */
export type LoadMode = 'append' | 'replace' | 'merge';

/** What a system can do, declared and never discovered. @public */
export interface Capabilities {
  /** Formats `read` can give, cheapest first. */
  offers: StreamFormat[];
  /** Formats `write` can take, cheapest first. */
  accepts: StreamFormat[];
  modes: LoadMode[];
  /** Dialect of `query` and of `where`, where the system speaks SQL. */
  dialect?: 'postgresql' | 'clickhouse' | 'duckdb';
  /** What `read` does inside the system. */
  pushDown: { fields: boolean; where: boolean };
}

/** Metadata of a config field, given with zod's `.meta()`; n8n fields, forms, CLI flags and docs derive from it. @public */
export interface ConfigFieldMeta {
  title: string;
  titleRu?: string;
  description?: string;
  descriptionRu?: string;
  placeholder?: string;
  secret?: boolean;
  /** More than one line, such as a certificate. */
  multiline?: boolean;
}

/** @public */
export interface OpenContext {
  /** Name by which messages call the connection; never the settings themselves. */
  name: string;
  signal?: AbortSignal;
}

/** @public */
export interface Connector<S extends z.ZodObject = z.ZodObject> {
  id: string;
  title: string;
  description: Localized;
  configSchema: S;
  capabilities: Capabilities;
  types: TypeMapping;
  /** What a person calls an object of this system, with an example. */
  object: { title: Localized; placeholder: string };
  /** Options of `read` (CSV delimiter, encoding, …), each a field with meta, like `configSchema`. */
  readOptions?: z.ZodObject;
  /** Whether `write` takes bytes of this CSV as they are; absent: only `pg-copy-csv`'s own dialect. */
  readsCsv?(dialect: CsvDialect, schema: TableSchema): boolean;
  /** URI schemes of the command line (`postgresql:`, none for paths). */
  schemes: string[];
  /** Splits a URI into settings and object; `postgresql://u:p@h/db#schema.table`. */
  fromUri(uri: string): { settings: z.input<S>; object?: string };
  /** Loads the driver and opens; nothing is loaded before. @throws `connector.*` */
  open(settings: z.input<S>, context: OpenContext): Promise<Connection>;
}

/** @public */
export interface ConnectionTest {
  ok: boolean;
  latencyMs: number;
  version: string;
  /** What this user may do: read, write, create. `undefined` where it cannot be known without trying. */
  permissions: { read?: boolean; write?: boolean; create?: boolean };
  /** A short probe of the way to the system, in bytes a second. */
  throughput?: { bytesPerSecond: number };
}

/** @public */
export interface ObjectListing {
  /** As `describe`, `read` and `write` take it. */
  object: string;
  kind: 'table' | 'view' | 'file' | 'folder' | 'topic';
  /** Estimates, where the system knows them without a scan. */
  rows?: number;
  sizeBytes?: number;
}

/** @public */
export interface ObjectDescription {
  object: string;
  schema: TableSchema;
  rows?: number;
  sizeBytes?: number;
  comment?: string;
  /** Fields that the system fills by itself when a load leaves them out; `generated` ones cannot be written at all. */
  fills?: Record<string, 'default' | 'generated'>;
  /** Format in which the whole is read as its bytes lie, of a file; every other format is then a conversion. */
  passesAs?: StreamFormat;
  /** Longest text, in characters, that a field holds, where there is a limit. */
  maxLengths?: Record<string, number>;
  /** CSV dialect, encoding, partition key, engine, …: facts of this kind of object. */
  details: Record<string, unknown>;
}

/** @public */
export interface ReadRequest {
  fields?: string[];
  /** In the connector's own dialect, already printed; only where `pushDown.where`. */
  where?: string;
  limit?: number;
  /** Formats that the reader of the stream accepts, cheapest first; the connector picks the first it offers. */
  formats: StreamFormat[];
  options?: Record<string, unknown>;
  /** Declared types by field name, which win over inference. */
  schema?: TableSchema;
  signal?: AbortSignal;
}

/** @public */
export interface WriteRequest {
  mode: LoadMode;
  keys?: string[];
  /** Same id again is the same load: it is done once. */
  runId: string;
  /** Statements that create the table under a given name, made by the ddl room; absent: a missing table is an error. */
  create?: (object: string) => string[];
  /**
   * Called once all rows lie ready and just before readers see them, with their number. When it throws, nothing is
   * published and the target is as it was: the mover checks its ledger here.
   */
  beforePublish?: (rows: number) => void | Promise<void>;
  signal?: AbortSignal;
  onProgress?: (progress: { rows?: number; bytes: number }) => void;
}

/** @public */
export interface WriteResult {
  /** Rows of the stream that the target took; after a merge those that a later row of the stream replaced count too. */
  written: number;
  /** Of them, rows of a merge that a later row of the same stream with the same key replaced. */
  superseded?: number;
  bytes: number;
  /** True when this run id had been loaded before and nothing was done. */
  alreadyLoaded?: boolean;
  /** Types that lost something on the way, by field. */
  losses?: { field: string; code: string; en: string; ru: string }[];
}

/** @public */
export interface QueryResult {
  schema: TableSchema;
  rows: Row[];
  truncated: boolean;
}

/** What a dataset is called beyond its connection, in OpenLineage's naming; never with a user or a secret. @public */
export interface DatasetName {
  /** The system and its address, such as `postgres://db.example.com:5432`, `clickhouse://host:8123` or `file`. */
  namespace: string;
  /** Complete there: `database.schema.table`, `database.table`, an absolute path. */
  name: string;
}

/** How a query is run. @public */
export interface QueryOptions {
  /** Rows at most; 1,000 by default. */
  limit?: number;
  /** Named `:name` in PostgreSQL, `{name:Type}` in ClickHouse. */
  parameters?: Record<string, unknown>;
  /** The server refuses a statement that changes anything. */
  readOnly?: boolean;
  signal?: AbortSignal;
}

/** An open system. Every call honours its signal; every error is typed and names the connection, never a secret. @public */
export interface Connection {
  readonly connector: Connector;
  readonly name: string;
  test(options?: { signal?: AbortSignal }): Promise<ConnectionTest>;
  /** The name by which lineage knows an object, whether it is there yet or not. */
  naming(object: string): Promise<DatasetName>;
  /** By name; `pattern` is a glob with `*` and `?`, letter case ignored, or without either a part of the name. */
  list(options?: {
    container?: string;
    pattern?: string;
    limit?: number;
    signal?: AbortSignal;
  }): Promise<ObjectListing[]>;
  /** Schemas, databases or folders, where the system has them. */
  containers(options?: { signal?: AbortSignal }): Promise<string[]>;
  describe(
    object: string,
    options?: { options?: Record<string, unknown>; signal?: AbortSignal },
  ): Promise<ObjectDescription>;
  /** @throws `connector.query-writes` (input) where it may only read and changes something */
  query(sql: string, options?: QueryOptions): Promise<QueryResult>;
  /** Statements without a result (DDL), one after another; in one transaction where the system can. */
  execute(statements: string[], options?: { signal?: AbortSignal }): Promise<void>;
  read(object: string, request: ReadRequest): Promise<DatasetStream>;
  /** A SELECT of this system's dialect as a stream, for push-down. Only where the connector has a dialect. */
  readQuery?(sql: string, request: Omit<ReadRequest, 'where' | 'fields'>): Promise<DatasetStream>;
  /**
   * Atomic: readers see the old rows or the new ones. On any failure the target is as it was.
   * @throws kind `data` when the target refuses a row, so that the mover goes the validating way
   */
  write(object: string, stream: DatasetStream, request: WriteRequest): Promise<WriteResult>;
  /** `INSERT … SELECT` inside the system, with the same promises as `write`. */
  writeQuery?(object: string, sql: string, schema: TableSchema, request: WriteRequest): Promise<WriteResult>;
  /**
   * What the embedded engine can scan by itself without a stream: DuckDB text for a relation, such as
   * `read_parquet('/data/x.parquet')`. Files only.
   */
  engineRelation?(
    object: string,
    options?: { options?: Record<string, unknown>; schema?: TableSchema; signal?: AbortSignal },
  ): Promise<EngineRelation>;
  close(): Promise<void>;
}

/** A relation for the embedded engine; `release` deletes temporary files and pipes. @public */
export interface EngineRelation {
  text: string;
  schema: TableSchema;
  /** Files that the text reads: they stay within reach when the engine is locked. */
  paths?: string[];
  /** Of a text file: how it is scanned, so that it can be read again with the rows that do not fit set aside. */
  scan?: CsvScan | JsonScan;
  release(): Promise<void>;
}

/** Identity function that checks a connector's declaration. @public */
export function defineConnector<S extends z.ZodObject>(connector: Connector<S>): Connector<S> {
  return connector;
}
