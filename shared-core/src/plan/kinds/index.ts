import type { StepKind } from '../../spec';
import type { StepRules } from '../step-rules';
import { aggregate } from './aggregate';
import { derive } from './derive';
import { distinct } from './distinct';
import { filter } from './filter';
import { join } from './join';
import { mask } from './mask';
import { quality } from './quality';
import { select } from './select';
import { sort } from './sort';
import { source } from './source';
import { sql } from './sql';
import { target } from './target';
import { union } from './union';
import { window } from './window';

const kinds: { [K in StepKind]: StepRules<K> } = {
  aggregate,
  derive,
  distinct,
  filter,
  join,
  mask,
  quality,
  select,
  sort,
  source,
  sql,
  target,
  union,
  window,
};

/** The rules of a kind of step, for a caller that does not know which kind it has. */
export const rulesOf = (kind: StepKind) => kinds[kind] as unknown as StepRules<StepKind>;
