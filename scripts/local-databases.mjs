/** The local PostgreSQL and ClickHouse of `npm start` and `npm run portal`, which may use them at the same time. */
import { createRequire } from 'node:module';
import { join } from 'node:path';
import { root, say } from './environment.mjs';

/**
 * Starts what is not running.
 * @returns `{ servers, stop }`; `stop` leaves alone what another command had started
 */
export async function startDatabases(dir) {
  const local = createRequire(import.meta.url)(join(root, 'shared-core', 'dist', 'local'));
  say('Starting PostgreSQL and ClickHouse …');
  const areOurs = !(await local.localStatus(dir)).servers.some(({ running }) => running);
  const { servers } = await local.startLocal({ dir });
  return { servers, stop: async () => areOurs && local.stopLocal(dir) };
}
