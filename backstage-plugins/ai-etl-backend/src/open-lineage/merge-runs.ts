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
    written: greater(numberOf(row.written), facts.written),
    error: greater(row.error, facts.error?.message),
    told: withTold(row.told, facts.told),
  };
}

/**
 * Of two things that events of one run say about it the greater is believed: whichever comes first, it is the same, and
 * of counts and durations it is the later one too.
 */
function greater<T extends number | string>(known: T | null, said: T | null | undefined): T | null {
  if (known === null || said === null || said === undefined) return known ?? said ?? null;
  return said > known ? said : known;
}

/** PostgreSQL gives its 64-bit integers as text. */
const numberOf = (value: number | string | null) => (value === null ? null : Number(value));

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
    hash: greater(row.hash, facts.hash),
    version: greater(row.version, facts.version),
    door: greater(row.door, facts.door),
    producer: greater(row.producer, facts.producer),
    namespace: greater(row.namespace, facts.namespace),
    nominal_time: greater(row.nominal_time, facts.nominalTime),
    native_id: greater(row.native_id, facts.nativeId),
    heard_at: row.heard_at === null || facts.at > row.heard_at ? facts.at : row.heard_at,
    seconds: greater(row.seconds, facts.seconds),
    error: greater(row.error, facts.error && JSON.stringify(facts.error)),
    ledgers: ledgers && JSON.stringify(ledgers),
    checks: checks && JSON.stringify(checks),
    written: greater(numberOf(row.written), facts.written),
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

/** Lists of one run that several tasks tell in parts, by their keys; of two with one key the greater is believed. */
function mergedBy<T>(known: string | null, more: T[] | undefined, keyOf: (one: T) => unknown): T[] | null {
  const before: T[] = known === null ? [] : JSON.parse(known);
  if (!more?.length) return known === null ? null : before;
  const merged = new Map<string, string>();
  for (const one of [...before, ...more]) {
    const key = JSON.stringify(keyOf(one));
    merged.set(key, greater(merged.get(key) ?? null, JSON.stringify(one))!);
  }
  return [...merged.keys()].sort().map((key) => JSON.parse(merged.get(key)!));
}
