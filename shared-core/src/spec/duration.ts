import { specErrors } from './errors';
import { durationPattern } from './pipeline-spec';

const units = { s: 'seconds', m: 'minutes', h: 'hours', d: 'days' } as const;
const unitSeconds = { seconds: 1, minutes: 60, hours: 3600, days: 86400 };

/** Amount and unit of a duration such as `15m`. @public */
export interface Duration {
  amount: number;
  unit: (typeof units)[keyof typeof units];
}

/** Reads a duration such as `15m`. @throws `spec.wrong-value` (input) @public */
export function durationParts(text: string): Duration {
  const found = read(text);
  if (found) return found;
  const expected = { en: 'a duration such as 15m', ru: 'длительность, например 15m' };
  throw specErrors['wrong-value']({ value: JSON.stringify(text), expected });
}

/** Seconds of a duration such as `15m`. @throws `spec.wrong-value` (input) @public */
export function durationSeconds(text: string): number {
  const { amount, unit } = durationParts(text);
  return amount * unitSeconds[unit];
}

/** True for a text that {@link durationParts} reads. */
export const isDuration = (text: string): boolean => read(text) !== undefined;

function read(text: string): Duration | undefined {
  const match = durationPattern.exec(text);
  if (!match) return undefined;
  return { amount: Number.parseInt(text, 10), unit: units[match[1] as keyof typeof units] };
}
