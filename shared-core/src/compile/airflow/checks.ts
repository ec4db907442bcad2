import { lowerChecks, type LowerOptions, type Plan } from '../../plan';
import type { Query } from '../../sql';

/** A rule as a query of one row: whether it holds, or for a warning how many rows break it. */
export interface DagCheck {
  step: string;
  name: string;
  stops: boolean;
  query: Query;
}

/** Rules of all quality steps that feed a target. Those that reject rows are part of the SQL itself. */
export function checksOf(plan: Plan, feeding: (step: string) => boolean, options: LowerOptions): DagCheck[] {
  return plan.steps
    .filter(({ step }) => step.kind === 'quality' && feeding(step.id))
    .flatMap(({ step }) => lowerChecks(plan, step.id, options))
    .filter(({ severity }) => severity !== 'reject')
    .map(({ step, name, severity, query }) =>
      severity === 'error'
        ? { step, name, stops: true, query: holds(query) }
        : { step, name, stops: false, query },
    );
}

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
