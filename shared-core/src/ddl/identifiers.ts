import { createHash } from 'node:crypto';
import type { Localized } from '../language';
import type { TableSchema } from '../schema';
import { ddlErrors } from './errors';
import type { DdlSystem } from './systems';

/** PostgreSQL cuts longer names in silence, so that two could become one (NAMEDATALEN 64). */
const postgresNameBytes = 63;

/** A made-up name (of an index or partition) from its parts, cut to 63 bytes with a hash of the whole. @internal */
export function madeName(...parts: string[]): string {
  const whole = parts.join('_');
  if (Buffer.byteLength(whole) <= postgresNameBytes) return whole;
  const hash = createHash('sha256').update(whole).digest('hex').slice(0, 8);
  return `${cutToBytes(whole, postgresNameBytes - hash.length - 1)}_${hash}`;
}

/** All names that the system cannot keep are errors before a statement is made. @throws `ddl.bad-name` (refusal) @internal */
export function assertNames(system: DdlSystem, names: string[]): void {
  for (const name of names) {
    const trouble = troubles.find((row) => row.when(name, system));
    if (trouble) throw ddlErrors['bad-name']({ name, system, reason: trouble.reason });
  }
}

/** @internal */
export const fieldNames = (schema: TableSchema) => schema.fields.map((field) => field.name);

const troubles: {
  when: (name: string, system: DdlSystem) => boolean;
  reason: Localized;
}[] = [
  { when: (name) => name === '', reason: { en: 'it is empty', ru: 'оно пустое' } },
  {
    when: (name) => name.includes('\0'),
    reason: { en: 'it has a zero byte', ru: 'в нём нулевой байт' },
  },
  {
    when: (name, system) => system === 'postgresql' && Buffer.byteLength(name) > postgresNameBytes,
    reason: { en: 'it is longer than 63 bytes', ru: 'оно длиннее 63 байт' },
  },
];

function cutToBytes(text: string, bytes: number): string {
  let cut = '';
  for (const character of text) {
    if (Buffer.byteLength(cut + character) > bytes) break;
    cut += character;
  }
  return cut;
}
