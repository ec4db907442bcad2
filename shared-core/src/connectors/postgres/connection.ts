import type { z } from 'zod';
import type { Connection, Connector, DatasetName, ObjectListing, OpenContext } from '../contract';
import { settingProblems } from '../setting-problems';
import { connectorErrors } from '../errors';
import { hostOf, joinObject, splitObject } from '../object-name';
import { listRelations, listSchemas, type Listed } from './catalog';
import { postgresConfigSchema } from './config';
import { describeRelation, requireRelation } from './describe';
import { probe } from './probe';
import { query } from './query';
import { readObject, readQuery } from './read';
import { PostgresServer } from './server';
import { resolveTarget } from './target';
import { inTransaction } from './transaction';
import { write, writeQuery } from './write';

/** Opens one session to prove that it can, and keeps it for the first call. @internal */
export async function open(
  connector: Connector,
  input: z.input<typeof postgresConfigSchema>,
  context: OpenContext,
): Promise<Connection> {
  const parsed = postgresConfigSchema.safeParse(input);
  if (!parsed.success)
    throw connectorErrors['bad-settings']({
      connection: context.name,
      problems: settingProblems(parsed.error),
    });
  const server = new PostgresServer(context.name, parsed.data);
  try {
    await server.use({}, context.signal, async () => undefined);
  } catch (error) {
    await server.close();
    throw error;
  }
  return connectionOf(connector, server);
}

const connectionOf = (connector: Connector, server: PostgresServer): Connection => ({
  connector,
  name: server.name,
  test: (options) => probe(server, options?.signal),
  naming: (object) => namingOf(server, object),
  containers: (options) => server.use({}, options?.signal, listSchemas),
  list: (options = {}) =>
    server.use({}, options.signal, async (client) => {
      const like = options.pattern === undefined ? undefined : likeOf(options.pattern);
      return (await listRelations(client, { ...options, like })).map(listing);
    }),
  describe: (object, options) =>
    server.use({ object }, options?.signal, async (client) =>
      describeRelation(await requireRelation(client, object, server.name), object),
    ),
  query: (sql, options) => query(server, sql, options),
  execute: (statements, options) =>
    server.use({ sql: statements[0] }, options?.signal, async (client) => {
      // A statement alone runs outside a transaction, as VACUUM and CREATE INDEX CONCURRENTLY must.
      const run = async () => {
        for (const statement of statements) await client.query(statement);
      };
      await (statements.length > 1 ? inTransaction(client, run) : run());
    }),
  read: (object, request) => readObject(server, object, request),
  readQuery: (sql, request) => readQuery(server, sql, request),
  write: (object, stream, request) => write(server, object, stream, request),
  writeQuery: (object, sql, schema, request) => writeQuery(server, object, sql, schema, request),
  close: () => server.close(),
});

/** Only a name without a schema needs a look: the search path decides where it lies. */
async function namingOf(server: PostgresServer, object: string): Promise<DatasetName> {
  const { host, port, database } = server.settings;
  const { container, name } = splitObject(object);
  const schema =
    container ??
    (await server.use({ object }, undefined, (client) => resolveTarget(client, server, object))).container;
  return { namespace: `postgres://${hostOf(host)}:${port}`, name: [database, schema, name].join('.') };
}

const listing = ({ schema, name, kind, rows, bytes }: Listed): ObjectListing => ({
  object: joinObject({ container: schema, name }),
  kind: kind === 'v' || kind === 'm' ? 'view' : 'table',
  ...(rows !== null && { rows }),
  ...(bytes !== null && { sizeBytes: bytes }),
});

/** A glob as LIKE has it; without wildcards a part of the name. */
function likeOf(pattern: string): string {
  const escaped = pattern.replace(/[\\%_]/g, '\\$&');
  return /[*?]/.test(pattern) ? escaped.replaceAll('*', '%').replaceAll('?', '_') : `%${escaped}%`;
}
