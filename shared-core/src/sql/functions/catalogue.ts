import { aggregates } from './aggregate';
import { collections } from './collection';
import { conditional } from './conditional';
import type { FunctionSpec } from './function-spec';
import { number } from './number';
import { text } from './text';
import { time } from './time';
import { windows } from './window';

/** Every function that an expression may call. @public */
export const catalogue: FunctionSpec[] = [
  ...text,
  ...number,
  ...time,
  ...conditional,
  ...aggregates,
  ...windows,
  ...collections,
];
