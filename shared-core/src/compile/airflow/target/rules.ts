import { lowerChecks } from '../../../plan';
import type { Query } from '../../../sql';
import { slug } from '../names';
import type { CheckedLine, LineCheck } from './checks';

/**
 * The rules of the quality steps that feed a target, each over one row: whether it holds, or for a warning how many rows
 * break it. Rules that reject rows are part of the SQL itself.
 */
export const ruleChecks = ({ plan, feeds, lowering, ending }: CheckedLine): LineCheck[] =>
  plan.steps
    .filter(({ step }) => step.kind === 'quality' && feeds(step.id))
    .flatMap(({ step }) => lowerChecks(plan, step.id, lowering))
    .filter(({ severity }) => severity !== 'reject')
    .map(({ step, name, severity, query }) => ({
      id: `check_${step}_${slug(name)}${ending}`,
      comment: `Rule "${name}"`,
      ...(severity === 'error'
        ? { kind: 'check', doc: `Stops the run when rows break the rule "${name}"`, query: holds(query) }
        : { kind: 'warning', doc: `Tells how many rows break the rule "${name}"`, query }),
    }));

/** `failed_rows = 0` over the counting query: the check fails unless it is true. */
function holds(query: Query): Query {
  return {
    kind: 'select',
    items: [
      {
        expression: {
          kind: 'binary',
          operator: '=',
          left: { kind: 'column', name: 'failed_rows' },
          right: zero,
        },
        alias: 'holds',
      },
    ],
    from: { kind: 'derived', query, alias: 'counts' },
  };
}

const zero = { kind: 'literal', value: 0, type: { kind: 'integer', bits: 32, signed: true } } as const;
