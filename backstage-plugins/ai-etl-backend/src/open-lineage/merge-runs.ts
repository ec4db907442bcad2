import type { RunRow, RunState, TaskRow } from '../database/tables';
import type { Happening, RunFacts, TaskFacts } from './run-facts';

/** Events come in any order and more than once: what is merged is the same whatever the order was. */

interface Stateful {
  state: RunState;
  state_at: string;
  started_at: string | null;
  ended_at: string | null;
}

const ranks: Record<RunState, number> = {
  unknown: 0,
  silent: 0,
  running: 1,
  success: 2,
  failed: 2,
  cancelled: 2,
};
const rank = (state: RunState) => ranks[state];
const isTerminal = (state: RunState) => ranks[state] === 2;

/** Two ends at the very same time: the worse one is believed, whichever came first. */
const isLater = (at: string, state: RunState, row: Stateful) =>
  at === row.state_at ? state < row.state : at > row.state_at;

/** A state that ends a run stays; of two of one rank the later by event time counts. */
function withHappening<T extends Stateful>(row: T, { state, at }: Happening): T {
  const started_at = row.started_at === null || at < row.started_at ? at : row.started_at;
  if (state === undefined) return { ...row, started_at };
  const wins = rank(state) > rank(row.state) || (rank(state) === rank(row.state) && isLater(at, state, row));
  if (!wins) return { ...row, started_at };
  return { ...row, started_at, state, state_at: at, ended_at: isTerminal(state) ? at : null };
}

export function blankRun(facts: RunFacts, pipelineId: number): RunRow {
  return {
    id: facts.id,
    pipeline_id: pipelineId,
    version: null,
    hash: null,
    state: 'unknown',
    state_at: facts.at,
    started_at: facts.at,
    ended_at: null,
    seconds: null,
    read: null,
    written: null,
    rejected: null,
    door: null,
    producer: null,
    namespace: null,
    nominal_time: null,
    native_id: null,
    heard_at: null,
    state_from: null,
    error: null,
    ledgers: null,
    checks: null,
    told: null,
  };
}

export function blankTask(facts: TaskFacts, runId: string): TaskRow {
  return {
    id: facts.id,
    run_id: runId,
    name: facts.name.slice(0, 1000),
    state: 'unknown',
    state_at: facts.at,
    started_at: facts.at,
    ended_at: null,
    written: null,
    error: null,
    told: null,
  };
}

export function withTask(row: TaskRow, facts: TaskFacts): TaskRow {
  const next = withHappening(row, facts);
  return {
    ...next,
    written: facts.written ?? row.written,
    error: facts.error?.message ?? row.error,
    told: withTold(row.told, facts.told),
  };
}

/** An end that no event told of was only thought so: as soon as there is news, events say how it is. */
const asEventsSay = (row: RunRow): RunRow =>
  row.state_from === null ? row : { ...row, state: 'running', ended_at: null, state_from: null };

export function withRun(row: RunRow, facts: RunFacts): RunRow {
  const next = withHappening(asEventsSay(row), facts);
  const ledgers = mergedBy(row.ledgers, facts.ledgers, ({ step, datasetId, dataset }) => [
    step,
    datasetId ?? dataset,
  ]);
  const checks = mergedBy(row.checks, facts.checks, ({ step, name }) => [step, name]);
  return {
    ...next,
    hash: facts.hash ?? row.hash,
    version: facts.version ?? row.version,
    door: facts.door ?? row.door,
    producer: row.producer ?? facts.producer ?? null,
    namespace: row.namespace ?? facts.namespace,
    nominal_time: facts.nominalTime ?? row.nominal_time,
    native_id: facts.nativeId ?? row.native_id,
    heard_at: row.heard_at === null || facts.at > row.heard_at ? facts.at : row.heard_at,
    seconds: facts.seconds ?? row.seconds,
    error: facts.error ? JSON.stringify(facts.error) : row.error,
    ledgers: ledgers && JSON.stringify(ledgers),
    checks: checks && JSON.stringify(checks),
    written: facts.written ?? row.written,
    told: withTold(row.told, facts.told),
    ...(ledgers && totals(ledgers)),
  };
}

/** A run whose events tell more than this tells something new with each, and then the first ones do for all. */
const mostTold = 50;

function withTold(known: string | null, mark: string | undefined): string | null {
  if (mark === undefined || known?.includes(`"${mark}"`)) return known;
  const marks: string[] = known === null ? [] : JSON.parse(known);
  return JSON.stringify([...marks, mark].sort().slice(0, mostTold));
}

type Ledger = NonNullable<RunFacts['ledgers']>[number];

const totals = (ledgers: Ledger[]) => {
  const sum = (key: 'read' | 'written' | 'rejected') =>
    ledgers.reduce((total, ledger) => total + ledger[key], 0);
  return { read: sum('read'), written: sum('written'), rejected: sum('rejected') };
};

/** Lists of one run that several tasks tell in parts. */
function mergedBy<T>(known: string | null, more: T[] | undefined, keyOf: (one: T) => unknown): T[] | null {
  const before: T[] = known === null ? [] : JSON.parse(known);
  if (!more?.length) return known === null ? null : before;
  return [...new Map([...before, ...more].map((one) => [JSON.stringify(keyOf(one)), one])).values()];
}
