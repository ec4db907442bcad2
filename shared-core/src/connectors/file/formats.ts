import { basename } from 'node:path';
import type { fileFormats } from './config';

/** @internal */
export type FileFormat = (typeof fileFormats)[number];
/** @internal */
export type Compression = 'none' | 'gzip' | 'zstd';

const byEnding: Record<string, FileFormat> = {
  csv: 'csv',
  tsv: 'csv',
  tab: 'csv',
  psv: 'csv',
  txt: 'csv',
  dat: 'csv',
  json: 'json',
  geojson: 'json',
  jsonl: 'jsonl',
  ndjson: 'jsonl',
  parquet: 'parquet',
  pq: 'parquet',
};
const compressionByEnding: Record<string, Compression> = {
  gz: 'gzip',
  gzip: 'gzip',
  zst: 'zstd',
  zstd: 'zstd',
};

/** What a name says of a file. @internal */
export function formOfName(path: string): { format?: FileFormat; compression: Compression; ending?: string } {
  const endings = basename(path).toLowerCase().split('.').slice(1);
  const compression = compressionByEnding[endings.at(-1) ?? ''] ?? 'none';
  const ending = compression === 'none' ? endings.at(-1) : endings.at(-2);
  return { format: byEnding[ending ?? ''], compression, ending };
}

const magics: [Compression | 'parquet', number[]][] = [
  ['gzip', [0x1f, 0x8b]],
  ['zstd', [0x28, 0xb5, 0x2f, 0xfd]],
  ['parquet', [0x50, 0x41, 0x52, 0x31]],
];
/** What the first bytes say. @internal */
export const magicOf = (bytes: Uint8Array) =>
  magics.find(([, magic]) => magic.every((byte, at) => bytes[at] === byte))?.[0];

const foreign: [string, RegExp][] = [
  ['ZIP (.zip, .xlsx, .docx)', /^PK\x03\x04/],
  ['Excel 97 (.xls)', /^\xd0\xcf\x11\xe0/],
  ['PDF', /^%PDF-/],
  ['Avro', /^Obj\x01/],
  ['ORC', /^ORC[\x00-\x1f]/],
  ['Arrow', /^ARROW1\0/],
  ['SQLite', /^SQLite format 3/],
  ['bzip2', /^BZh[1-9]1AY/],
  ['xz', /^\xfd7zXZ/],
  ['7z', /^7z\xbc\xaf/],
  ['RData', /^RDX[23]\n/],
  ['NumPy', /^\x93NUMPY/],
  ['pickle', /^\x80[\x02-\x05]/],
  ['HTML', /^\s*<(?:!doctype html|html)[\s>]/i],
];

/** Zero bytes that no encoding explains. */
const mostZeros = 0.1;

/** What bytes are that are no text, however the file is called; undefined for a text. @internal */
export function foreignForm(bytes: Uint8Array, encoding: string): string | undefined {
  const head = Buffer.from(bytes.subarray(0, 4096));
  const known = foreign.find(([, shape]) => shape.test(head.toString('latin1')));
  if (known) return known[0];
  if (/^utf-(?:16|32)/.test(encoding)) return undefined;
  return head.filter((byte) => byte === 0).length > head.length * mostZeros ? 'binary (0x00)' : undefined;
}

/** What the text of a file without a telling name is: one JSON value a line, one array, or a CSV. @internal */
export function formOfText(text: string): FileFormat {
  const [first = '', second = ''] = text.trimStart().split(/\r?\n/, 2);
  if (first.startsWith('{') && isJson(first) && (second.trim() === '' || second.startsWith('{')))
    return 'jsonl';
  if (/^[[{]\s*(["{[\]}]|-?\d|$)/.test(first) && (isJson(text) || /^\[?\s*\{\s*"/.test(text))) return 'json';
  return 'csv';
}

/** Whether JSON is one value a line, one array, or values one after another. @internal */
export function jsonLayout(text: string): 'newline_delimited' | 'array' | 'unstructured' {
  const start = text.replace(/^\ufeff/, '').trimStart();
  if (start.startsWith('[')) return 'array';
  const [first = '', second] = start.split(/\r?\n/, 2);
  const rest = start.slice(first.length).trim();
  const isLines = isJson(first) && (rest === '' || /^[{["\d-]/.test(second?.trim() ?? ''));
  return isLines || areMostlyObjects(start) ? 'newline_delimited' : 'unstructured';
}

/** Lines that are objects by themselves and not indented, among which some are broken. */
function areMostlyObjects(text: string): boolean {
  const lines = text.split(/\r?\n/, 100).filter((line) => line.trim() !== '');
  const objects = lines.filter((line) => line.startsWith('{') && isJson(line));
  return objects.length * 2 > lines.length;
}

function isJson(text: string): boolean {
  try {
    JSON.parse(text);
    return true;
  } catch {
    return false;
  }
}
