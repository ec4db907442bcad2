import { join } from 'node:path';
import { connectors, type Connection } from '../connectors';
import { startPostgres } from '../connectors/testing/start-postgres';
import { createStatements } from '../ddl';
import { startClickHouseServer, type LocalServerHandle } from '../local';
import { load } from '../movement';
import { profileDataset } from '../profiling';
import { advise } from './advise';

const data = (name: string) => join(__dirname, '../../../node_modules/vega-datasets/data', name);

let postgres: Awaited<ReturnType<typeof startPostgres>>;
let clickhouse: LocalServerHandle;
let files: Connection;
let targets: Record<'postgresql' | 'clickhouse', Connection>;
beforeAll(async () => {
  postgres = await startPostgres();
  clickhouse = await startClickHouseServer();
  const { host, port, user, password } = clickhouse;
  files = await connectors.get('file').open({}, { name: 'files' });
  targets = {
    postgresql: await connectors.get('postgresql').open(postgres.settings, { name: 'rows' }),
    clickhouse: await connectors.get('clickhouse').open({ host, port, user, password }, { name: 'columns' }),
  };
}, 120_000);
afterAll(async () => {
  for (const connection of [files, ...Object.values(targets ?? {})]) await connection?.close();
  await postgres?.stop();
  await clickhouse?.stop();
});

test.each([
  'birdstrikes.csv',
  'zipcodes.csv',
  'movies.json',
  'flights-20k.json',
  'airports.csv',
  'seattle-weather.csv',
])(
  '%s goes into the tables that its own profile and advice made',
  async (name) => {
    const object = data(name);
    const profile = await profileDataset(files, object);
    const advice = advise(profile);
    for (const system of ['postgresql', 'clickhouse'] as const) {
      const table = `advised.${name.replace(/\W/g, '_')}`;
      await targets[system].execute(
        createStatements({
          system,
          object: table,
          schema: profile.schema,
          profile,
          advice,
          createContainer: true,
        }),
      );
      const ledger = await load({
        source: { connection: files, object },
        target: { connection: targets[system], object: table, mode: 'append', create: 'never' },
      });
      expect([system, ledger.read, ledger.written, ledger.rejected]).toEqual([
        system,
        profile.rows,
        profile.rows,
        0,
      ]);
      const { rows } = await targets[system].query(`SELECT count(*) AS n FROM ${table}`);
      expect(Number(rows[0]!.n)).toBe(profile.rows);
    }
  },
  120_000,
);
