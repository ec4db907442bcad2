import { oneOf } from '../options';
import type { Verb } from '../verb';

const actions = ['up', 'down', 'status'] as const;
const port = (value: unknown) => (value === undefined ? undefined : Number(value));

/** `ai-etl local up|down|status` @internal */
export const local: Verb = {
  name: 'local',
  arguments: '<up|down|status>',
  summary: {
    en: 'local PostgreSQL and ClickHouse: no root, no containers',
    ru: 'локальные PostgreSQL и ClickHouse: без root и без контейнеров',
  },
  options: [
    ['--dir <folder>', { en: 'where the data live', ru: 'где лежат данные' }, '.local/databases'],
    [
      '--postgres-port <port>',
      { en: 'port of PostgreSQL (chosen by default)', ru: 'порт PostgreSQL (по умолчанию выбирается)' },
    ],
    [
      '--clickhouse-port <port>',
      { en: 'port of ClickHouse (chosen by default)', ru: 'порт ClickHouse (по умолчанию выбирается)' },
    ],
  ],
  examples: ['ai-etl local up', 'ai-etl local status --json', 'ai-etl local down'],
  async run({ arguments: [action], options }) {
    const dir = String(options.dir);
    const { startLocal, localStatus, stopLocal } = await import('../../local');
    const work = {
      up: () =>
        startLocal({
          dir,
          postgresPort: port(options.postgresPort),
          clickhousePort: port(options.clickhousePort),
        }),
      down: () => stopLocal(dir),
      status: () => localStatus(dir),
    };
    const status = await work[oneOf(action, actions, 'local')]();
    const lines = status.servers.map(({ system, running, url }) => `${system}: ${running ? url : 'stopped'}`);
    return { json: status, text: lines.join('\n') || 'nothing was ever started here' };
  },
};
