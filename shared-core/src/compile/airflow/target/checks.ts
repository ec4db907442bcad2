import { lowerStep, type LowerOptions, type Plan } from '../../../plan';
import { freeName } from '../../../references';
import type { Expression, Query } from '../../../sql';
import type { Database, HomeSystem, Task } from '../dag';
import type { Landing } from '../landing/landing';
import type { Planned } from '../plan-line';
import { SqlText } from '../sql-text';
import { ruleChecks } from './rules';

/** The rows of one target on their way. */
export interface CheckedLine {
  plan: Plan;
  target: Planned<'target'>;
  landings: Landing[];
  /** True for steps that feed the target. */
  feeds(step: string): boolean;
  lowering: LowerOptions;
  database: Database;
  system: HomeSystem;
  /** Tells the checks of several targets apart. */
  ending: string;
}

/** A check before it has a file: one row, which says whether it holds, or what to be warned of. */
export interface LineCheck {
  id: string;
  kind: 'check' | 'warning';
  /** For the reader of the DAG, and for that of the SQL. */
  doc: string;
  comment: string;
  query: Query;
}

/** Tasks that look at a target's rows before they are published. */
export function checkTasks(line: CheckedLine): Task[] {
  const { plan, database, system, landings } = line;
  const sql = new SqlText(plan.spec);
  const taken: string[] = [];
  const checks = [...landings.flatMap(cursorChecks), ...keyChecks(line), ...ruleChecks(line)];
  return checks.map(({ id: wanted, kind, doc, comment, query }) => {
    // Two rules may differ in marks only, which no id has.
    const id = freeName(wanted, taken);
    taken.push(id);
    return { id, kind, doc, database, sql: sql.file(id, comment, [sql.print(query, system)]) };
  });
}

/** An appended row without a cursor would be appended by every run. */
function cursorChecks(landing: Landing): LineCheck[] {
  const { step, watermark } = landing;
  if (!watermark?.needsCursor) return [];
  const { name } = watermark.field;
  return [
    {
      id: landing.taskId('check', '_cursor'),
      kind: 'check',
      doc: `Stops the run when ${name} is NULL: nothing could tell whether that row was loaded`,
      comment: `Every row of ${step.connection}/${step.object} has ${name}`,
      query: noneIs([name], landing.landed),
    },
  ];
}

/** Of rows that come again, one whose key is NULL would be taken for a new one each time. */
function keyChecks({ plan, target, landings, lowering }: CheckedLine): LineCheck[] {
  const { step, schema } = target;
  if (!landings.some(({ watermark }) => watermark?.bringsAgain)) return [];
  const keys = schema.fields.filter(({ name, nullable }) => nullable && step.keys?.includes(name));
  if (keys.length === 0) return [];
  const names = keys.map(({ name }) => name);
  return [
    {
      id: `check_${step.id}_keys`,
      kind: 'check',
      doc: `Stops the run when ${names.join(' or ')} is NULL: that row could not be known when it comes again`,
      comment: `Every row for ${step.object} has ${names.join(', ')}`,
      query: noneIs(names, {
        kind: 'derived',
        query: lowerStep(plan, step.id, lowering),
        alias: 'loaded',
      }),
    },
  ];
}

function noneIs(names: string[], from: Extract<Query, { kind: 'select' }>['from']): Query {
  const unknown = names.map((name): Expression => ({
    kind: 'is',
    operand: { kind: 'column', name },
    test: 'null',
    negated: false,
  }));
  return {
    kind: 'select',
    items: [{ expression: noRows, alias: 'holds' }],
    from,
    where: unknown.reduce((left, right) => ({ kind: 'binary', operator: 'or', left, right })),
  };
}

/** `count(*) = 0` */
const noRows: Expression = {
  kind: 'binary',
  operator: '=',
  left: { kind: 'call', function: 'count', arguments: [{ kind: 'star' }] },
  right: { kind: 'literal', value: 0, type: { kind: 'integer', bits: 32, signed: true } },
};
