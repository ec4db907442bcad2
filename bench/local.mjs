/** The local databases for the length of a bench, in a folder of their own. */
import { join } from 'node:path';
import { aiEtl, dataFolder, timed } from './measure.mjs';

/** Starts both, gives addresses and a way to ask PostgreSQL, stops both. */
export async function withLocal(work) {
  const dir = join(dataFolder, 'databases');
  const { output } = await aiEtl('local', 'up', '--dir', dir, '--json', '--quiet');
  const servers = Object.fromEntries(JSON.parse(output).servers.map((server) => [server.system, server]));
  const query = async (sql) => (await timed('psql', [servers.postgresql.url, '-qAtc', sql])).output;
  try {
    return await work({ ...servers, query });
  } finally {
    await aiEtl('local', 'down', '--dir', dir, '--quiet');
  }
}
