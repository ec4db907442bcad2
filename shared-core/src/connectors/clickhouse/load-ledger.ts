import { isAiEtlError } from '../../errors';
import type { LoadMode } from '../contract';
import { quote } from './quote';
import type { ClickHouseServer } from './server';

/** The table of loads in the target's database. */
const ledgerName = 'ai_etl_load';

const missing = new Set(['connector.object-missing', 'connector.container-missing']);

/** @internal */
export interface RecordedLoad {
  rows: number;
  bytes: number;
  superseded: number;
}

/**
 * By what a later attempt can tell whether a publication took place; written before it.
 * `attach`: the parts that were about to appear, by their hashes, and the last block of each partition before them.
 * `exchange`: the identity of the table that was about to take the target's name.
 * @internal
 */
export type Evidence =
  | { kind: 'attach'; hashes: string[]; lastBlocks: Record<string, number> }
  | { kind: 'exchange'; identity: string };

/** @internal */
export type LoadState =
  { state: 'publishing'; load: RecordedLoad; evidence: Evidence } | { state: 'done'; load: RecordedLoad };

/**
 * What became of each load of one object, as lines that are only ever added: ClickHouse has no transaction over two
 * tables, so a load says first what it is about to publish, and then that it has.
 * @internal
 */
export class LoadLedger {
  private readonly table: string;

  constructor(
    private readonly server: ClickHouseServer,
    database: string,
    private readonly object: string,
  ) {
    this.table = `${quote(database)}.${quote(ledgerName)}`;
  }

  async ensure(signal?: AbortSignal): Promise<void> {
    await this.server.run({
      sql: `CREATE TABLE IF NOT EXISTS ${this.table} (
        object String, run_id String, mode LowCardinality(String), state LowCardinality(String), rows UInt64,
        bytes UInt64, superseded UInt64, evidence String, loaded_by String DEFAULT currentUser(),
        at DateTime64(6, 'UTC') DEFAULT now64(6, 'UTC'))
        ENGINE = MergeTree ORDER BY (object, run_id, at)
        COMMENT 'Loads of AI-ETL: a run id that is done is not loaded again'`,
      signal,
    });
  }

  /** As `find`, where there may be no table of loads yet: then `isMissing`, and nothing was loaded. */
  async look(runId: string, signal?: AbortSignal): Promise<{ isMissing: boolean; earlier?: LoadState }> {
    try {
      return { isMissing: false, earlier: await this.find(runId, signal) };
    } catch (error) {
      if (isAiEtlError(error) && missing.has(error.code)) return { isMissing: true };
      throw error;
    }
  }

  /** How far this run came, in this life of the table. */
  async find(runId: string, signal?: AbortSignal): Promise<LoadState | undefined> {
    const [line] = await this.server.rows<RecordedLoad & { state: LoadState['state']; evidence: string }>({
      sql: `SELECT state, toFloat64(l.rows) AS rows, toFloat64(l.bytes) AS bytes, toFloat64(l.superseded) AS superseded, evidence
        FROM ${this.table} AS l WHERE object = {object:String} AND run_id = {runId:String} AND at >
          (SELECT max(at) FROM ${this.table} WHERE object = {object:String} AND state = 'forgotten')
        ORDER BY at DESC, state = 'done' DESC LIMIT 1`,
      parameters: { object: this.object, runId },
      signal,
    });
    if (!line) return undefined;
    const { state, evidence, ...load } = line;
    return state === 'done' ? { state, load } : { state, load, evidence: JSON.parse(evidence) as Evidence };
  }

  publishing(runId: string, mode: LoadMode, load: RecordedLoad, evidence: Evidence): Promise<void> {
    return this.add(runId, mode, 'publishing', load, JSON.stringify(evidence));
  }

  done(runId: string, mode: LoadMode, load: RecordedLoad): Promise<void> {
    return this.add(runId, mode, 'done', load, '');
  }

  /** A table that is made anew holds none of the rows that were loaded under its name before. */
  forget(): Promise<void> {
    return this.add('', '', 'forgotten', { rows: 0, bytes: 0, superseded: 0 }, '');
  }

  private async add(
    runId: string,
    mode: string,
    state: string,
    load: RecordedLoad,
    evidence: string,
  ): Promise<void> {
    await this.server.run({
      sql: `INSERT INTO ${this.table} (object, run_id, mode, state, rows, bytes, superseded, evidence)
        SELECT {object:String}, {runId:String}, {mode:String}, {state:String}, {rows:UInt64}, {bytes:UInt64},
          {superseded:UInt64}, {evidence:String}`,
      parameters: { object: this.object, runId, mode, state, ...load, evidence },
      settings: { async_insert: 0, wait_end_of_query: 1 },
    });
  }
}
