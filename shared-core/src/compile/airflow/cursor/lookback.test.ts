import fc from 'fast-check';
import type { Connection } from '../../../connectors';
import { startClickHouseServer, startPostgresServer, type LocalServerHandle } from '../../../local';
import { requirePlan } from '../../../plan';
import { parseType } from '../../../schema';
import { pipelineSpecSchema } from '../../../spec';
import { sqlReady } from '../../../sql';
import type { Dag } from '../dag';
import { lowerDag } from '../lower';
import { openConnection } from '../testing/real-airflow';
import { runTasks } from '../testing/task-runner';

type System = 'postgresql' | 'clickhouse';
type Mode = 'append' | 'merge';

const stepsBack = 5;
const later = (from: string, ms: number) => new Date(Date.parse(from) + ms).toISOString();

/** Cursors of each kind: what five steps back are, and the value of a step as SQL. */
const cursors = {
  int64: { lookback: stepsBack, value: (step: number) => String(step - 12) },
  uint64: { lookback: stepsBack, value: String },
  'decimal(4,2)': { lookback: stepsBack, value: (step: number) => `${step - 99}.99` },
  date: {
    lookback: '5d',
    value: (step: number) => `'${later('2000-02-25', step * 86_400_000).slice(0, 10)}'`,
  },
  timestamp: {
    lookback: '5m',
    value: (step: number) =>
      `'${later('1999-12-31T23:50:00Z', step * 60_000)
        .slice(0, -1)
        .replace('T', ' ')}'`,
  },
  timestamptz: {
    lookback: '300s',
    value: (step: number) =>
      `'${later('2024-03-31T00:50:00Z', step * 60_000)
        .slice(0, -1)
        .replace('T', ' ')}'`,
  },
};
type CursorType = keyof typeof cursors;
const cursorTypes = Object.keys(cursors) as CursorType[];

const nativeTypes: Record<System, Record<CursorType, string>> = {
  postgresql: {
    int64: 'bigint',
    uint64: 'numeric(20)',
    'decimal(4,2)': 'numeric(4,2)',
    date: 'date',
    timestamp: 'timestamp',
    timestamptz: 'timestamptz',
  },
  clickhouse: {
    int64: 'Nullable(Int64)',
    uint64: 'Nullable(UInt64)',
    'decimal(4,2)': 'Nullable(Decimal(4, 2))',
    date: 'Nullable(Date32)',
    timestamp: 'Nullable(DateTime64(6))',
    timestamptz: "Nullable(DateTime64(6, 'UTC'))",
  },
};

/** The rows of `app.rows` into `app.loaded`; they come as a file's where the source is one. */
function dagOf(
  system: System,
  mode: Mode,
  type: CursorType,
  lookback?: string | number,
  source: System | 'file' = system,
): Dag {
  const spec = pipelineSpecSchema.parse({
    apiVersion: 'ai-etl/v1',
    name: 'late',
    connections: { from: { system: source }, to: { system } },
    steps: [
      {
        id: 'rows',
        kind: 'source',
        connection: 'from',
        object: 'app.rows',
        cursor: { field: 'at', lookback },
      },
      {
        id: 'load',
        kind: 'target',
        input: 'rows',
        connection: 'to',
        object: 'app.loaded',
        mode,
        keys: ['id'],
      },
    ],
  });
  const fields = Object.entries({ id: 'int64', at: type }).map(([name, text]) => ({
    name,
    type: parseType(text),
    nullable: true,
  }));
  return lowerDag(requirePlan(spec, { rows: { fields } }), {});
}

/** One commit: a new row, or for a merge a changed one, so many steps from the highest that was loaded. */
interface Commit {
  row?: number;
  steps: number | null;
}
const commit = (mode: Mode) =>
  fc.record({
    row: mode === 'merge' ? fc.option(fc.nat(8), { nil: undefined }) : fc.constant(undefined),
    steps: fc.option(fc.integer({ min: -stepsBack, max: 4 }), { nil: null, freq: 8 }),
  });
const history = (mode: Mode) =>
  fc.record({
    type: fc.constantFrom(...cursorTypes),
    isFile: fc.boolean(),
    loads: fc.array(fc.array(commit(mode), { maxLength: 5 }), { minLength: 2, maxLength: 4 }),
  });

describe('rows that are committed late', () => {
  const servers = {} as Record<System, LocalServerHandle>;
  const known = {} as Record<System, Connection>;

  beforeAll(async () => {
    await sqlReady();
    [servers.postgresql, servers.clickhouse] = await Promise.all([
      startPostgresServer({ settings: { fsync: 'off' } }),
      startClickHouseServer(),
    ]);
    known.postgresql = await openConnection('postgresql', servers.postgresql);
    known.clickhouse = await openConnection('clickhouse', servers.clickhouse);
  }, 120_000);

  afterAll(async () => {
    await Promise.all(Object.values(known).map((connection) => connection.close()));
    await Promise.all(Object.values(servers).map((server) => server.stop()));
  });

  /** Tables without a key: a row that is loaded twice stays there twice. */
  async function empty(system: System, type: CursorType) {
    const server = known[system];
    const column = nativeTypes[system][type];
    if (system === 'postgresql') {
      await server.query('DROP SCHEMA IF EXISTS app CASCADE');
      await server.query('CREATE SCHEMA app');
      await server.query(`CREATE TABLE app.rows (id bigint, at ${column})`);
      await server.query(`CREATE TABLE app.loaded (id bigint, at ${column})`);
      return;
    }
    await server.query('DROP DATABASE IF EXISTS app SYNC');
    await server.query('CREATE DATABASE app');
    for (const table of ['rows', 'loaded'])
      await server.query(
        `CREATE TABLE app.${table} (id Nullable(Int64), at ${column}) ENGINE = MergeTree ORDER BY tuple()`,
      );
  }

  /** Commits rows; those that are there change. */
  async function put(system: System, type: CursorType, rows: Map<number, number | null>) {
    if (rows.size === 0) return;
    const ids = [...rows.keys()].join(', ');
    const values = [...rows].map(
      ([id, step]) => `(${id}, ${step === null ? 'NULL' : cursors[type].value(step)})`,
    );
    await known[system].query(
      system === 'postgresql'
        ? `DELETE FROM app.rows WHERE id IN (${ids})`
        : `ALTER TABLE app.rows DELETE WHERE id IN (${ids}) SETTINGS mutations_sync = 1`,
    );
    await known[system].query(`INSERT INTO app.rows VALUES ${values.join(', ')}`);
  }

  const rowsOf = async (system: System, table: string) =>
    (await known[system].query(`SELECT id, at FROM app.${table} ORDER BY id, at`)).rows;

  const ways: [System, Mode][] = [
    ['postgresql', 'merge'],
    ['postgresql', 'append'],
    ['clickhouse', 'merge'],
    ['clickhouse', 'append'],
  ];

  it.each(ways)(
    'are neither lost nor doubled inside the lookback, in %s by %s',
    async (system, mode) => {
      const property = fc.asyncProperty(history(mode), async ({ type, isFile, loads }) => {
        await empty(system, type);
        const dag = dagOf(system, mode, type, cursors[type].lookback, isFile ? 'file' : system);
        let highest = 10;
        let last = 0;
        for (const commits of loads) {
          const steps = commits.map((one: Commit) =>
            one.steps === null ? null : Math.max(highest + one.steps, 0),
          );
          const rows = new Map(
            commits.map(({ row }, index) => [
              row !== undefined && row <= last ? row : ++last,
              steps[index] ?? null,
            ]),
          );
          await put(system, type, rows);
          await runTasks(dag, known[system], 'app.rows');
          expect(await rowsOf(system, 'loaded')).toEqual(await rowsOf(system, 'rows'));
          highest = Math.max(highest, ...steps.filter((step) => step !== null));
        }
      });
      // The embedded ClickHouse takes long to make tables.
      await fc.assert(property, { numRuns: system === 'postgresql' ? 12 : 5 });
    },
    300_000,
  );

  it.each(ways)('are lost without one, in %s by %s', async (system, mode) => {
    await empty(system, 'timestamp');
    const dag = dagOf(system, mode, 'timestamp');
    for (const step of [20, 18, 21]) {
      await put(system, 'timestamp', new Map([[step, step]]));
      await runTasks(dag, known[system]);
    }
    expect((await rowsOf(system, 'loaded')).map(({ id }) => Number(id))).toEqual([20, 21]);
  });

  it.each(ways)('come once from a file that shrinks and grows, in %s by %s', async (system, mode) => {
    await empty(system, 'int64');
    const dag = dagOf(system, mode, 'int64', undefined, 'file');
    for (const least of [0, 2, 0]) {
      await put(
        system,
        'int64',
        new Map([
          [1, 1],
          [2, 2],
          [3, 3],
          [4, 4],
        ]),
      );
      await runTasks(dag, known[system], `(SELECT * FROM app.rows WHERE id <= 4 - ${least}) AS file`);
    }
    expect((await rowsOf(system, 'loaded')).map(({ id }) => Number(id))).toEqual([1, 2, 3, 4]);
  });

  it.each(ways)('stop the run where their key is NULL, in %s by %s', async (system, mode) => {
    await empty(system, 'int64');
    await known[system].query('INSERT INTO app.rows VALUES (NULL, 1)');
    await expect(runTasks(dagOf(system, mode, 'int64', 1), known[system])).rejects.toThrow(/check_load_keys/);
    expect(await rowsOf(system, 'loaded')).toEqual([]);
  });

  it.each(cursorTypes)('are found before the first value that %s has', async (type) => {
    for (const system of ['postgresql', 'clickhouse'] as const) {
      await empty(system, type);
      const far = { int64: 2 ** 53 - 1, uint64: 2 ** 53 - 1, 'decimal(4,2)': 2 ** 53 - 1 } as Record<
        string,
        number
      >;
      const dag = dagOf(system, 'append', type, far[type] ?? '36525d');
      for (const step of [30, 0]) {
        await put(system, type, new Map([[step, step]]));
        await runTasks(dag, known[system]);
      }
      expect(await rowsOf(system, 'loaded')).toEqual(await rowsOf(system, 'rows'));
    }
  });
});
