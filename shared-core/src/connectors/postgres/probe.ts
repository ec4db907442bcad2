import type { ConnectionTest } from '../contract';
import type { PostgresServer } from './server';

const probeBytes = 4 << 20;

/** Latency, version, rights, and how fast bytes come. @internal */
export async function probe(server: PostgresServer, signal?: AbortSignal): Promise<ConnectionTest> {
  return server.use({}, signal, async (client) => {
    const latencies: number[] = [];
    for (let i = 0; i < 3; i++) latencies.push(await milliseconds(() => client.query('SELECT 1')));
    const { rows } = await client.query<Facts>(factsQuery, [server.settings.schema]);
    const facts = rows[0]!;
    const spent = await milliseconds(() => client.query(`SELECT repeat('x', ${probeBytes})`));
    return {
      ok: true,
      latencyMs: round(latencies.sort((a, b) => a - b)[1]!),
      version: facts.version,
      permissions: { read: facts.read, write: facts.write, create: facts.create },
      throughput: { bytesPerSecond: Math.round((probeBytes * 1000) / spent) },
    };
  });
}

interface Facts {
  version: string;
  read: boolean;
  write: boolean;
  create: boolean;
}

/** A schema that is not there gives no rights; a standby takes no writes whatever the rights are. */
const factsQuery = `
  SELECT 'PostgreSQL ' || current_setting('server_version') AS version,
    coalesce(has_schema_privilege(to_regnamespace(quote_ident($1)), 'USAGE'), false) AS read,
    coalesce(has_schema_privilege(to_regnamespace(quote_ident($1)), 'CREATE') AND w.writable, false) AS create,
    w.writable AND coalesce(has_schema_privilege(to_regnamespace(quote_ident($1)), 'CREATE') OR EXISTS (
      SELECT FROM pg_class c WHERE c.relnamespace = to_regnamespace(quote_ident($1)) AND c.relkind IN ('r', 'p')
        AND has_table_privilege(c.oid, 'INSERT')), false) AS write
  FROM (SELECT NOT pg_is_in_recovery() AND NOT current_setting('default_transaction_read_only')::bool AS writable) w`;

async function milliseconds(work: () => Promise<unknown>): Promise<number> {
  const startedAt = performance.now();
  await work();
  return performance.now() - startedAt;
}

const round = (value: number) => Math.round(value * 100) / 100;
