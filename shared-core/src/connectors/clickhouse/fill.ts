import { isAiEtlError } from '../../errors';
import type { Field } from '../../schema';
import type { DatasetStream, WriteRequest } from '../contract';
import { connectorErrors } from '../errors';
import { bodyOf } from './body';
import type { Relation } from './catalog';
import { csvFormat, csvSettings, dialectOf } from './csv-options';
import { guardField, type Form, type Guard } from './guards';
import { literal, quote, quoteList } from './quote';
import { withoutSemicolon } from './read';
import type { ClickHouseServer } from './server';

/** Puts rows into a staging table. `ordered`: in the order of the stream. @internal */
export type Fill = (table: string, ordered: boolean) => Promise<{ bytes: number }>;

interface Load {
  server: ClickHouseServer;
  relation: Relation;
  object: string;
  request: WriteRequest;
}

/** A load is one statement that the server finishes before it answers, whatever its profile says. */
const loadSettings = {
  async_insert: 0,
  wait_end_of_query: 1,
  // A NULL is one for the guards to judge, and never the column's default.
  input_format_null_as_default: 0,
  input_format_skip_unknown_fields: 0,
  input_format_allow_errors_num: 0,
  input_format_allow_errors_ratio: 0,
  precise_float_parsing: 1,
  join_use_nulls: 0,
  cast_keep_nullable: 0,
};

/** One stream of blocks from the reader to the table. @internal */
const orderedSettings = {
  max_insert_threads: 1,
  parallelize_output_from_storages: 0,
  input_format_parquet_preserve_order: 1,
};

/** Rows may come into the table as they like, and so its blocks are written side by side. */
const unorderedSettings = { max_insert_threads: 2 };

/** Bytes go to the server as they are; only rows of JavaScript are encoded. @internal */
export function fillFromStream(stream: DatasetStream, load: Load): Fill {
  const { server, relation, object, request } = load;
  return async (table, ordered) => {
    const { format, settings, form } = readingOf(stream, server.facts.timezone);
    const { fields } = stream.schema;
    const guards = guardsOf(fields, relation, form);
    const structure = fields.map((field, i) => `${quote(field.name)} ${guards[i]!.read}`).join(', ');
    const sql = `${insertSelect(table, fields, guards)} FROM input(${literal(structure)})${where(guards)} FORMAT ${format}`;
    const body = bodyOf(stream, fields, (bytes) => request.onProgress?.({ bytes }));
    if (body.failed() !== undefined) throw sourceError(body.failed(), load);
    try {
      const all = { ...loadSettings, ...settings, ...(ordered ? orderedSettings : unorderedSettings) };
      await server.insert({ sql, object, settings: all, signal: request.signal }, body.bytes);
    } catch (error) {
      throw body.failed() !== undefined && !request.signal?.aborted
        ? sourceError(body.failed(), load)
        : error;
    } finally {
      body.close();
    }
    return { bytes: body.sent() };
  };
}

/** @internal */
export function fillFromQuery(
  sql: string,
  fields: Field[],
  { server, relation, object, request }: Load,
): Fill {
  return async (table, ordered) => {
    const form: Form = { kind: 'typed', trusted: true, timezone: server.facts.timezone };
    const guards = guardsOf(fields, relation, form);
    const statement = `${insertSelect(table, fields, guards)} FROM (${withoutSemicolon(sql)}\n)${where(guards)}`;
    const settings = { ...loadSettings, ...(ordered && orderedSettings) };
    await server.run({ sql: statement, object, loading: true, settings, signal: request.signal });
    return { bytes: 0 };
  };
}

const guardsOf = (fields: Field[], relation: Relation, form: Form) =>
  fields.map((field) => {
    const column = relation.columns.find(({ name }) => name === field.name)!;
    return guardField(field, column, form);
  });

const insertSelect = (table: string, fields: Field[], guards: Guard[]) =>
  `INSERT INTO ${table} (${quoteList(fields.map((field) => field.name))}) SELECT ${guards.map((guard) => guard.value).join(', ')}`;

function where(guards: Guard[]): string {
  const checks = guards.flatMap((guard) => guard.checks);
  return checks.length === 0 ? '' : ` WHERE NOT (${checks.join(' OR ')})`;
}

/** How the server reads a format, and how far its values can be trusted. */
function readingOf(
  stream: DatasetStream,
  timezone: string,
): { format: string; settings: Settings; form: Form } {
  switch (stream.format) {
    case 'csv':
    case 'pg-copy-csv': {
      const dialect = dialectOf(stream);
      const form: Form = {
        kind: 'text',
        trusted: stream.format === 'pg-copy-csv',
        decimalComma: dialect.decimalSeparator === ',',
        onlyEmptyIsNull: (dialect.nulls[0] ?? '') === '',
        timezone,
      };
      return { format: csvFormat(dialect), settings: csvSettings(dialect), form };
    }
    case 'jsonl':
      return { format: 'JSONEachRow', settings: json, form: { kind: 'json', trusted: false, timezone } };
    case 'rows':
      return {
        format: 'JSONCompactEachRow',
        settings: json,
        form: { kind: 'json', trusted: false, timezone },
      };
    default:
      return {
        format: stream.format === 'arrow' ? 'ArrowStream' : 'Parquet',
        settings: typed,
        form: { kind: 'typed', trusted: true, timezone },
      };
  }
}

type Settings = Record<string, string | number>;

/** Every value of JSON can be read as its text, from which it is converted under checks. */
const json: Settings = {
  input_format_json_read_numbers_as_strings: 1,
  input_format_json_read_bools_as_strings: 1,
  input_format_json_read_bools_as_numbers: 0,
  input_format_json_read_arrays_as_strings: 1,
  input_format_json_read_objects_as_strings: 1,
};

const typed: Settings = {
  input_format_parquet_case_insensitive_column_matching: 0,
  input_format_parquet_allow_missing_columns: 0,
  input_format_arrow_allow_missing_columns: 0,
};

function sourceError(error: unknown, { server, object }: Load) {
  if (isAiEtlError(error)) return error;
  const detail = error instanceof Error ? error.message : String(error);
  return connectorErrors['source-failed']({ connection: server.name, object, detail }, { cause: error });
}
