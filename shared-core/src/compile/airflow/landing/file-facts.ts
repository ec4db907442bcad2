import type { StepOf } from '../../../spec';

/** What is known of a file at compile time, as its connector describes it. */
export interface FileFacts {
  format: string;
  encoding: string;
  compression?: string;
  delimiter: string;
  quote: string | null;
  escape: string | null;
  header: boolean;
  nulls: string[];
  decimalSeparator: '.' | ',';
  /** strptime patterns of dates and times that are not ISO. */
  dateFormat?: string;
  timestampFormat?: string;
}

/** A plain file: what is not known is as most files are. */
const plainFile: FileFacts = {
  format: 'csv',
  encoding: 'utf-8',
  delimiter: ',',
  quote: '"',
  escape: '"',
  header: true,
  nulls: [''],
  decimalSeparator: '.',
};

const formats: Record<string, string> = {
  csv: 'csv',
  tsv: 'csv',
  txt: 'csv',
  json: 'json',
  jsonl: 'jsonl',
  ndjson: 'jsonl',
  parquet: 'parquet',
};

/** What the file connector describes of an object, as far as a DAG needs it. */
export interface FileDescription {
  format?: string;
  encoding?: string;
  compression?: string;
  csv?: Partial<FileFacts>;
}

/** What the compilation of a DAG may know of its sources. */
export interface Sources {
  /** By source step id: what its connector described. */
  facts?: Record<string, FileDescription>;
}

const compressions: Record<string, string | undefined> = { none: undefined, gz: 'gzip', zst: 'zstd' };

/** The facts of a source step: what its name tells, then what was described, then what the step says. */
export function factsOf(step: StepOf<'source'>, { csv, ...described }: FileDescription = {}): FileFacts {
  const [, extension = 'csv', ending] = /\.(\w+?)(?:\.(gz|zst))?$/i.exec(step.object) ?? [];
  const named = {
    format: formats[extension.toLowerCase()] ?? 'csv',
    delimiter: extension.toLowerCase() === 'tsv' ? '\t' : ',',
    compression: ending,
  };
  const given = Object.entries({ ...named, ...described, ...csv, ...step.options }).filter(
    ([, value]) => value !== undefined,
  );
  const facts: FileFacts = { ...plainFile, ...Object.fromEntries(given) };
  const compression = facts.compression ?? 'none';
  return { ...facts, compression: compression in compressions ? compressions[compression] : compression };
}
