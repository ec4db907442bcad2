import { lowerChecks, type LowerOptions, type Plan } from '../../../plan';
import type { Query } from '../../../sql';
import type { Database, HomeSystem, Task } from '../dag';
import { slug } from '../names';
import { SqlText } from '../sql-text';

/** The rows of one target, as its rules see them. */
export interface CheckedLine {
  plan: Plan;
  /** True for steps that feed the target. */
  feeds(step: string): boolean;
  lowering: LowerOptions;
  database: Database;
  system: HomeSystem;
  /** Tells the rules of several targets apart. */
  target?: string;
}

type Rule = ReturnType<typeof lowerChecks>[number];

/**
 * A task for each rule of the quality steps that feed a target, over one row: whether it holds, or for a warning how many
 * rows break it. Rules that reject rows are part of the SQL itself.
 */
export function ruleTasks(line: CheckedLine): Task[] {
  return line.plan.steps
    .filter(({ step }) => step.kind === 'quality' && line.feeds(step.id))
    .flatMap(({ step }) => lowerChecks(line.plan, step.id, line.lowering))
    .filter(({ severity }) => severity !== 'reject')
    .map((rule) => ruleTask(rule, line));
}

function ruleTask({ step, name, severity, query }: Rule, line: CheckedLine): Task {
  const { plan, database, system, target } = line;
  const sql = new SqlText(plan.spec);
  const stops = severity === 'error';
  const id = `check_${step}_${slug(name)}${target === undefined ? '' : `_for_${target}`}`;
  const doc = stops
    ? `Stops the run when rows break the rule "${name}"`
    : `Tells how many rows break the rule "${name}"`;
  const text = sql.print(stops ? holds(query) : query, system);
  return {
    kind: stops ? 'check' : 'warning',
    id,
    doc,
    database,
    sql: sql.file(id, `Rule "${name}"`, [text]),
  };
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
