import { posix } from 'node:path';
import { fileOptions } from '../../engine';
import type { TableSchema } from '../../schema';
import type { StepOf } from '../../spec';
import type { Database } from './dag';
import { slug } from './names';

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

/** What the name of a file to be written says; `undefined` where it names no format. */
export function formOf(object: string) {
  const [, ending = '', packed] = /\.(\w+?)(?:\.(gz|zst))?$/i.exec(object.toLowerCase()) ?? [];
  const format = formats[ending];
  const compression = packed ? compressions[packed as keyof typeof compressions] : undefined;
  if (!format || (format === 'parquet' && compression)) return undefined;
  const delimiter = ending === 'csv' ? ',' : '\t';
  return { format, compression, csv: { delimiter, quote: '"', escape: '"', header: true, nulls: [''] } };
}

/** Puts a query's rows into a file, spelled as the core spells them; the runtime names the file. */
export const writeFile = (query: string, object: string, schema: TableSchema): string =>
  `COPY (\n${query}\n) TO (getvariable('file')) (${fileOptions(formOf(object) ?? { format: 'csv' }, schema)})`;

/** The engine's own file, beside the one that is written; hidden, and no data by its name. */
export const workOf = (pipeline: string, { id, connection, object }: StepOf<'target'>): Database => ({
  kind: 'duckdb',
  connection,
  path: posix.join(posix.dirname(object), `.${slug(pipeline)}_${slug(id)}.duckdb`),
});
