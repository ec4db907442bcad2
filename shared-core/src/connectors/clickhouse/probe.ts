import { finished } from 'node:stream/promises';
import type { ConnectionTest } from '../contract';
import type { ClickHouseServer } from './server';

const probeBytes = 4 << 20;

/** Latency, version, rights, and how fast bytes come. @internal */
export async function probe(server: ClickHouseServer, signal?: AbortSignal): Promise<ConnectionTest> {
  const latencies: number[] = [];
  for (let i = 0; i < 3; i++)
    latencies.push(await milliseconds(() => server.rows({ sql: 'SELECT 1', signal })));
  const spent = await milliseconds(async () => {
    const sql = `SELECT repeat('x', 1024) FROM numbers(${probeBytes / 1024})`;
    await finished((await server.bytes({ sql, signal }, 'RawBLOB')).resume());
  });
  return {
    ok: true,
    latencyMs: round(latencies.sort((a, b) => a - b)[1]!),
    version: `ClickHouse ${server.facts.version}`,
    permissions: await permissions(server, signal),
    throughput: { bytesPerSecond: Math.round((probeBytes * 1000) / spent) },
  };
}

const rights = { read: 'SELECT', write: 'INSERT', create: 'CREATE TABLE' } as const;

/** `CHECK GRANT` came with 24.11; where it is not known, or the database is not there, nothing is claimed. */
async function permissions(
  server: ClickHouseServer,
  signal?: AbortSignal,
): Promise<ConnectionTest['permissions']> {
  if (server.facts.readonly === 1) return { read: true, write: false, create: false };
  const may = async (right: string) => {
    const sql = `CHECK GRANT ${right} ON \`${server.settings.database.replace(/[\\`]/g, '\\$&')}\`.*`;
    try {
      const text = Buffer.concat(await (await server.bytes({ sql, signal }, 'TSV')).toArray()).toString(
        'utf8',
      );
      return text.trim() === '1';
    } catch {
      return undefined;
    }
  };
  const [read, write, create] = await Promise.all(Object.values(rights).map(may));
  return { read, write, create };
}

async function milliseconds(work: () => Promise<unknown>): Promise<number> {
  const startedAt = performance.now();
  await work();
  return performance.now() - startedAt;
}

const round = (value: number) => Math.round(value * 100) / 100;
