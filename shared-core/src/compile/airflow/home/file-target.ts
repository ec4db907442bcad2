import { posix } from 'node:path';
import type { TableSchema } from '../../../schema';
import type { StepOf } from '../../../spec';
import { quoteText } from '../../../sql';
import { indented } from '../../indented';
import type { Database } from '../dag';
import { slug } from '../names';

type FileFormat = 'csv' | 'json' | 'jsonl' | 'parquet';

const formats: Partial<Record<string, FileFormat>> = {
  csv: 'csv',
  tsv: 'csv',
  tab: 'csv',
  json: 'json',
  jsonl: 'jsonl',
  ndjson: 'jsonl',
  parquet: 'parquet',
  pq: 'parquet',
};
const compressions = { gz: 'gzip', zst: 'zstd' } as const;

interface WrittenForm {
  format: FileFormat;
  compression?: 'gzip' | 'zstd';
  delimiter: ',' | '\t';
}

/** What the name of a file to be written says; `undefined` where it names no format. */
export function formOf(object: string): WrittenForm | undefined {
  const [, ending = '', packed] = /\.(\w+?)(?:\.(gz|zst))?$/i.exec(object.toLowerCase()) ?? [];
  const format = formats[ending];
  const compression = packed ? compressions[packed as keyof typeof compressions] : undefined;
  if (!format || (format === 'parquet' && compression)) return undefined;
  return { format, compression, delimiter: ending === 'csv' ? ',' : '\t' };
}

/** Puts a query's rows into a file, in the form in which the core writes files; the runtime names the file. */
export function writeFile(query: string, object: string, schema: TableSchema): string {
  const form = formOf(object) ?? { format: 'csv', delimiter: ',' };
  const compressed = form.compression ? [`COMPRESSION ${form.compression}`] : [];
  const options = [...formOptions[form.format](form, schema), ...compressed];
  return `COPY (\n${indented(query)}\n) TO (getvariable('file')) (${options.join(', ')})`;
}

const formOptions: Record<FileFormat, (form: WrittenForm, schema: TableSchema) => string[]> = {
  parquet: () => ['FORMAT parquet', 'COMPRESSION zstd'],
  json: () => ['FORMAT json', 'ARRAY true'],
  jsonl: () => ['FORMAT json'],
  csv: ({ delimiter }, { fields }) => {
    const sql = (text: string) => quoteText(text, 'duckdb');
    // Texts stand in quotes, so that an empty one is no NULL and none is taken for a number.
    const texts = fields.filter(({ type }) => type.kind === 'string').map(({ name }) => sql(name));
    const quoted = texts.length > 0 ? [`FORCE_QUOTE (${texts.join(', ')})`] : [];
    return ['FORMAT csv', 'HEADER true', `DELIMITER ${sql(delimiter)}`, `NULLSTR ''`, ...quoted];
  },
};

/** The engine's own file, beside the one that is written; hidden, and no data by its name. */
export const workOf = (pipeline: string, { id, connection, object }: StepOf<'target'>): Database => ({
  kind: 'duckdb',
  connection,
  path: posix.join(posix.dirname(object), `.${slug(pipeline)}_${slug(id)}.duckdb`),
});
