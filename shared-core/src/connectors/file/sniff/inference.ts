import type { Localized } from '../../../language';
import type { Inference } from '../../../profiling';

export type { Inference };

/** What is known for sure: said by the user, or by the bytes themselves. @internal */
export const certain = <T>(value: T, why: Localized): Inference<T> => ({
  value,
  confidence: 1,
  decidedBy: { why },
});

/** Confidence from 0 to 1 of a lead in bits (twice the odds per bit), rounded for people. @internal */
export const fromBits = (bits: number) => rounded(1 - 1 / (1 + 2 ** Math.min(bits, 40)));

/** @internal */
export const rounded = (confidence: number) => Math.round(Math.min(1, Math.max(0, confidence)) * 1000) / 1000;
