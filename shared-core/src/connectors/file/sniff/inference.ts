import type { Localized } from '../../../language';
import type { Inference } from '../../../profiling';
import { reasons } from './reasons';

export type { Inference };

/** What is known for sure: said by the user, or by the bytes themselves. @internal */
export const certain = <T>(value: T, why: Localized): Inference<T> => ({
  value,
  confidence: 1,
  decidedBy: { why },
});

/** What the user has said needs no evidence. @internal */
export const given = (said: string | boolean | null | undefined) =>
  said === undefined ? undefined : certain(said === null ? 'none' : String(said), reasons.given);

/** Confidence from 0 to 1 of a lead in bits (twice the odds per bit), rounded for people. @internal */
export const fromBits = (bits: number) => rounded(1 - 1 / (1 + 2 ** Math.min(bits, 40)));

/** @internal */
export const rounded = (confidence: number) => Math.round(Math.min(1, Math.max(0, confidence)) * 1000) / 1000;
