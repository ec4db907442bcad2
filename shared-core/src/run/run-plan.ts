import { randomUUID } from 'node:crypto';
import type { Row } from '../connectors';
import { lineageJobOf, observeRun, type ObservedRun, type RunAccount } from '../lineage';
import { addRejects, load, rejectMessages, type Ledger, type RejectedRow } from '../movement';
import type { Plan } from '../plan';
import type { StepOf } from '../spec';
import { runChecks, type Checked } from './checks';
import type { SourceReject } from './engine-sources';
import { runErrors } from './errors';
import { lineTo, onceEach, preparePlan, type PreparedPlan } from './prepared-plan';
import type { CheckResult, RunOptions, RunResult } from './run-options';
import { sourceOfTarget } from './target-source';

/** Rejected rows that a ledger shows. */
const shown = 100;

/**
 * Runs a plan: its quality checks first, then one load per target, each by the cheapest way. A check of severity
 * `error` that fails stops the run before anything is loaded.
 *
 * @returns a ledger per target: `read = written + rejected`, rows that sources or checks set aside among them
 * @throws `run.*`, `plan.*`, and what connectors, engine and movement throw
 * @public
 */
export async function runPlan(plan: Plan, options: RunOptions): Promise<RunResult> {
  const started = performance.now();
  const runId = options.runId ?? randomUUID();
  const connections = onceEach(options.connections);
  const observed: ObservedRun = {
    loadId: runId,
    isRepeatable: options.runId !== undefined,
    job: () => lineageJobOf(plan),
    nameOf: async ({ connection, object }) => (await connections(connection)).naming(object),
    signal: options.signal,
  };
  const { ledgers, checks } = await observeRun(options.lineage, observed, (account) =>
    loadAll(plan, { ...options, connections, runId }, account),
  );
  return { runId, ledgers, checks, seconds: Math.round(performance.now() - started) / 1000 };
}

async function loadAll(
  plan: Plan,
  options: RunOptions & { runId: string },
  account: RunAccount,
): Promise<RunAccount> {
  const prepared = await preparePlan(plan, options);
  account.begin(() => lineageJobOf(prepared.described));
  const targets = prepared.plan.steps.flatMap(({ step }) => (step.kind === 'target' ? [step] : []));
  if (targets.length === 0) throw runErrors['no-target']({ pipeline: plan.spec.name });
  const checked = await runChecks(prepared);
  account.checks.push(...checked.results);
  stopWhereFailed(checked.results);
  for (const target of targets) account.ledgers.push(await loadTarget(prepared, target, checked, options));
  return account;
}

function stopWhereFailed(results: CheckResult[]): void {
  const failed = results.filter(({ severity, passed }) => severity === 'error' && !passed);
  if (failed.length === 0) return;
  const checks = failed.map(({ step, name, failedRows, totalRows }) => ({
    step,
    check: name,
    failed: failedRows,
    total: totalRows,
  }));
  throw runErrors['check-failed']({ checks }, { where: { step: failed[0]?.step } });
}

async function loadTarget(
  prepared: PreparedPlan,
  target: StepOf<'target'>,
  checked: Checked,
  options: RunOptions & { runId: string },
): Promise<Ledger> {
  const { source, isEngine, rejects, rejected } = await sourceOfTarget(prepared, target);
  const { object, mode, keys, create, layout } = target;
  const ledger = await load({
    source,
    target: {
      connection: await prepared.connectionOf(target),
      object,
      mode,
      keys,
      create,
      layout: layout as never,
    },
    runId: options.runId,
    pipeline: prepared.plan.spec.name,
    step: target.id,
    rejectLimit: target.rejects?.limit,
    memoryLimit: options.memoryLimit,
    signal: options.signal,
    onProgress: options.onProgress,
  });
  return withSetAside(
    isEngine ? { ...ledger, path: 'engine' } : ledger,
    [...rejects.map(fromSource), ...fromChecks(prepared.plan, target, checked)],
    rejected() + countOfChecks(prepared.plan, target, checked),
  );
}

/** Rows that never reached the load are part of its account all the same; of a load done before they are in it. */
async function withSetAside(ledger: Ledger, rows: RejectedRow[], count: number): Promise<Ledger> {
  if (count === 0 || ledger.alreadyLoaded) return ledger;
  const rejectsFile = await addRejects({ runId: ledger.runId, target: ledger.target, options: {} }, rows);
  return {
    ...ledger,
    read: ledger.read + count,
    rejected: ledger.rejected + count,
    rejects: [...rows, ...ledger.rejects].slice(0, shown),
    rejectsFile,
  };
}

function fromSource({ type, source, ...place }: SourceReject): RejectedRow {
  return { ...place, ...rejectMessages({ ...place, type, source }) };
}

const rejectingSteps = (plan: Plan, target: StepOf<'target'>, { setAside }: Checked) =>
  lineTo(plan, target.id).flatMap(({ step }) => (setAside.has(step.id) ? [step.id] : []));

const countOfChecks = (plan: Plan, target: StepOf<'target'>, checked: Checked) =>
  rejectingSteps(plan, target, checked).reduce((sum, id) => sum + (checked.setAside.get(id)?.count ?? 0), 0);

/** A row of a query has no place in a file; it is numbered among those that its step set aside. */
function fromChecks(plan: Plan, target: StepOf<'target'>, checked: Checked): RejectedRow[] {
  return rejectingSteps(plan, target, checked).flatMap((step) =>
    (checked.setAside.get(step)?.rows ?? []).map((row, at) => ({
      row: at + 1,
      reason: 'failed-check',
      ...rejectMessages({ reason: 'failed-check', field: step, value: String(row.reject_reason) }),
      raw: rowText(row),
    })),
  );
}

const rowText = ({ reject_reason: _, ...row }: Row) =>
  JSON.stringify(row, (_key, value: unknown) => (typeof value === 'bigint' ? String(value) : value)).slice(
    0,
    1000,
  );
