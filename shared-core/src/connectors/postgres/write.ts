import type { PoolClient } from 'pg';
import type { TableSchema } from '../../schema';
import type { DatasetStream, WriteRequest, WriteResult } from '../contract';
import { joinObject } from '../object-name';
import type { Relation } from './catalog';
import { copyIn } from './copy-in';
import { claimRun, ensureLedger, recordLoad, type RecordedLoad } from './load-ledger';
import { modes } from './modes';
import { quoteList } from './quote';
import { withoutSemicolon } from './read';
import type { PostgresServer } from './server';
import type { Filling } from './staging';
import { assertLoadable, ensureSchema, openTarget, resolveTarget } from './target';
import { inTransaction } from './transaction';

/** @internal */
export async function write(
  server: PostgresServer,
  object: string,
  stream: DatasetStream,
  request: WriteRequest,
): Promise<WriteResult> {
  // A source may fail before COPY has begun to read it; the error is taken up there.
  if (stream.format !== 'rows') stream.bytes.on('error', () => undefined);
  try {
    return await load(server, object, stream.schema, request, (client, relation) => ({
      readsTarget: false,
      fill: (table, columns) => copyIn(client, stream, relation, { table, columns, object, request, server }),
    }));
  } finally {
    if (stream.format !== 'rows') stream.bytes.destroy();
  }
}

/** @internal */
export function writeQuery(
  server: PostgresServer,
  object: string,
  sql: string,
  schema: TableSchema,
  request: WriteRequest,
): Promise<WriteResult> {
  const query = withoutSemicolon(sql);
  const names = schema.fields.map((field) => field.name);
  return load(server, object, schema, request, (client) => ({
    readsTarget: true,
    fill: async (table, columns) => {
      const text = `INSERT INTO ${table} (${quoteList(columns)}) OVERRIDING SYSTEM VALUE
        SELECT ${quoteList(columns)} FROM (${query}\n) q (${quoteList(names)})`;
      return { rows: (await client.query(text)).rowCount ?? 0, bytes: 0 };
    },
  }));
}

/** One transaction: the rows and the ledger's line become visible together, or neither does. */
async function load(
  server: PostgresServer,
  object: string,
  schema: TableSchema,
  request: WriteRequest,
  filling: (client: PoolClient, relation: Relation) => Filling,
): Promise<WriteResult> {
  const fields = schema.fields.map((field) => field.name);
  const who = { connection: server.name, user: server.settings.user };
  return server.use({ object }, request.signal, async (client) => {
    const parts = await resolveTarget(client, server, object);
    await ensureSchema(client, server, parts, request);
    await ensureLedger(client, parts.container, who);
    return inTransaction(client, async () => {
      const relation = await openTarget(client, server, parts, request);
      assertLoadable(relation, fields, request, server);
      const name = joinObject(parts);
      const earlier = await claimRun(client, parts.container, name, request);
      if (earlier) return { ...resultOf(earlier), alreadyLoaded: true };
      const { keys } = request;
      const done = await modes[request.mode](client, relation, fields, filling(client, relation), {
        keys,
        object,
        server,
      });
      await request.beforePublish?.(done.rows);
      await recordLoad(client, parts.container, name, request.runId, done);
      return resultOf(done);
    });
  });
}

const resultOf = ({ rows, bytes, superseded }: RecordedLoad): WriteResult => ({
  written: rows,
  bytes,
  ...(superseded > 0 && { superseded }),
});
