import { createHash } from 'node:crypto';

/** A JSON value as text, whatever the order of its keys was: one event has one text, however it was written. */
export const canonicalJson = (value: unknown) => JSON.stringify(inOrder(value));

/** SHA-256 in hex. */
export const hashOf = (text: string) => createHash('sha256').update(text).digest('hex');

/** The same value with sorted keys; one native call then writes it, which is faster than joining texts here. */
function inOrder(value: unknown): unknown {
  if (typeof value !== 'object' || value === null) return value;
  if (Array.isArray(value)) return value.map(inOrder);
  const ordered: Record<string, unknown> = Object.create(null);
  for (const key of Object.keys(value).sort())
    ordered[key] = inOrder((value as Record<string, unknown>)[key]);
  return ordered;
}
