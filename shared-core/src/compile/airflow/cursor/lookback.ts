import type { Field, LogicalType } from '../../../schema';
import { durationParts, durationSeconds, type Duration, type StepOf } from '../../../spec';

/** How far before the end of the last load a source is read again, in the steps of its cursor. */
export type Lookback =
  | { kind: 'time'; duration: Duration; precision: number }
  | { kind: 'date'; days: number }
  /** No earlier than the least number that the type has, which its text would not be read as. */
  | { kind: 'number'; amount: number; least: string; scale: number };

/** The lookback of a source, whose cursor is this field; none where nothing is read again. */
export function lookbackOf({ cursor }: StepOf<'source'>, { type }: Field): Lookback | undefined {
  const lookback = cursor?.lookback;
  if (lookback === undefined) return undefined;
  if (typeof lookback === 'number') {
    const scale = type.kind === 'decimal' ? type.scale : 0;
    return { kind: 'number', amount: lookback, least: leastOf(type), scale };
  }
  if (type.kind === 'timestamp')
    return { kind: 'time', duration: durationParts(lookback), precision: type.precision };
  return { kind: 'date', days: durationSeconds(lookback) / durationSeconds('1d') };
}

function leastOf(type: LogicalType): string {
  if (type.kind === 'integer') return type.signed ? String(-(2n ** BigInt(type.bits - 1))) : '0';
  if (type.kind !== 'decimal') return '0';
  const { precision, scale } = type;
  const digits = '9'.repeat(precision).padStart(scale + 1, '0');
  return `-${digits.slice(0, digits.length - scale)}${scale > 0 ? `.${digits.slice(-scale)}` : ''}`;
}
