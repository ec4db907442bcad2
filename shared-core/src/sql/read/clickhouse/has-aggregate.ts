import type { Expression } from '../../ast';
import { functionNamed } from '../../functions';
import { childrenOf } from '../../walk';

/** True for an expression that is computed over a group of rows. */
export const hasAggregate = (expression: Expression): boolean =>
  (expression.kind === 'call' &&
    expression.over === undefined &&
    ['aggregate', 'ordered-set'].includes(functionNamed(expression.function)?.kind ?? '')) ||
  childrenOf(expression).some(hasAggregate);
