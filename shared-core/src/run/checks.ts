import type { Row } from '../connectors';
import { lowerChecks, lowerRejected, type LowerOptions, type Plan } from '../plan';
import type { StepOf } from '../spec';
import { printQuery, type Query } from '../sql';
import { openSources } from './engine-sources';
import type { PreparedPlan } from './prepared-plan';
import { lineTo } from './prepared-plan';
import type { CheckResult } from './run-options';
import { pushedQuery } from './target-source';

/** What the quality steps of a plan found, and the rows that they set aside. @internal */
export interface Checked {
  results: CheckResult[];
  /** By quality step. */
  setAside: Map<string, { count: number; rows: Row[] }>;
}

/** Rows set aside that a ledger shows. */
const shown = 100_000;

/** Runs the checks of the quality steps that feed the targets, where their rows are. @internal */
export async function runChecks(prepared: PreparedPlan): Promise<Checked> {
  const checked: Checked = { results: [], setAside: new Map() };
  for (const step of qualitySteps(prepared.plan)) {
    const asking = await askerOf(prepared, step);
    try {
      await runStep(prepared, step, asking.ask, checked);
    } finally {
      await asking.close();
    }
  }
  return checked;
}

function qualitySteps(plan: Plan): StepOf<'quality'>[] {
  const targets = plan.steps.filter(({ step }) => step.kind === 'target');
  const feeding = new Set(
    targets.flatMap(({ step }) => lineTo(plan, step.id).map((planned) => planned.step.id)),
  );
  return plan.steps.flatMap(({ step }) => (step.kind === 'quality' && feeding.has(step.id) ? [step] : []));
}

type Lower = (options: LowerOptions) => Query;
type Ask = (lower: Lower, limit?: number) => Promise<Row[]>;

async function runStep(
  prepared: PreparedPlan,
  step: StepOf<'quality'>,
  ask: Ask,
  checked: Checked,
): Promise<void> {
  const { plan } = prepared;
  for (const [at, { name, severity }] of step.checks.entries()) {
    const [row] = await ask((options) => lowerChecks(plan, step.id, options)[at]?.query as Query);
    const failedRows = Number(row?.failed_rows ?? 0);
    checked.results.push({
      step: step.id,
      name,
      severity,
      passed: failedRows === 0,
      failedRows,
      totalRows: Number(row?.total_rows ?? 0),
    });
  }
  const rejecting = step.checks.some(({ severity }) => severity === 'reject');
  if (!rejecting) return;
  const rows = await ask((options) => lowerRejected(plan, step.id, options) as Query, shown);
  const [counted] = await ask((options) => counting(lowerRejected(plan, step.id, options) as Query));
  checked.setAside.set(step.id, { count: Number(counted?.n ?? rows.length), rows });
}

const counting = (query: Query): Query => ({
  kind: 'select',
  items: [{ expression: { kind: 'call', function: 'count', arguments: [{ kind: 'star' }] }, alias: 'n' }],
  from: { kind: 'derived', query, alias: 'rejected' },
});

/** One who answers queries over the input of a quality step: the system of its sources, or the engine. */
async function askerOf(
  prepared: PreparedPlan,
  step: StepOf<'quality'>,
): Promise<{ ask: Ask; close(): Promise<void> }> {
  const { plan, options } = prepared;
  const { parameters, signal } = options;
  const lowerAll = (relationOf: LowerOptions['relationOf']) =>
    lowerChecks(plan, step.id, { relationOf, parameters });
  const pushed = await pushedQuery(
    prepared,
    step.id,
    (relationOf) => lowerAll(relationOf)[0]?.query as Query,
  );
  if (pushed && (await isSayable(prepared, step, lowerAll))) {
    const ask: Ask = async (lower, limit = 1) => {
      const query = await pushedQuery(prepared, step.id, (relationOf) => lower({ relationOf, parameters }));
      return query ? (await query.connection.query(query.sql, { limit, signal })).rows : [];
    };
    return { ask, close: async () => undefined };
  }
  const sources = await openSources(prepared, step.id, { tolerant: true });
  const ask: Ask = async (lower, limit = 1) =>
    (
      await sources.engine.query(
        printQuery(lower({ relationOf: sources.relationOf, parameters }), 'duckdb'),
        { limit, signal },
      )
    ).rows;
  return { ask, close: sources.close };
}

async function isSayable(
  prepared: PreparedPlan,
  step: StepOf<'quality'>,
  lowerAll: (relationOf: LowerOptions['relationOf']) => { query: Query }[],
): Promise<boolean> {
  for (const at of step.checks.keys()) {
    if (!(await pushedQuery(prepared, step.id, (relationOf) => lowerAll(relationOf)[at]?.query as Query)))
      return false;
  }
  const { parameters } = prepared.options;
  const rejecting = step.checks.some(({ severity }) => severity === 'reject');
  return (
    !rejecting ||
    (await pushedQuery(
      prepared,
      step.id,
      (relationOf) => lowerRejected(prepared.plan, step.id, { relationOf, parameters }) as Query,
    )) !== undefined
  );
}
