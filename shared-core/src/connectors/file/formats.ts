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
