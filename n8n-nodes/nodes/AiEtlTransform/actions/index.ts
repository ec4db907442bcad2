import { aggregate } from './aggregate.operation';
import { derive } from './derive.operation';
import { distinct } from './distinct.operation';
import { filter } from './filter.operation';
import { mask } from './mask.operation';
import { quality } from './quality.operation';
import { select } from './select.operation';
import { sort } from './sort.operation';
import { sql } from './sql.operation';
import type { StepOperation } from './step-operation';
import { window } from './window.operation';

/** Every step of a plan that has one input, in the order of n8n's list. */
export const stepOperations: StepOperation[] = [
  aggregate,
  quality,
  derive,
  filter,
  mask,
  distinct,
  select,
  sort,
  sql,
  window,
];
