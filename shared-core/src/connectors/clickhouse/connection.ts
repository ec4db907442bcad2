import type { z } from 'zod';
import type { Connection, Connector, ObjectListing, OpenContext } from '../contract';
import { settingProblems } from '../setting-problems';
import { connectorErrors } from '../errors';
import { hostOf, joinObject, splitObject } from '../object-name';
import { countPartitions, isView, listDatabases, listRelations, type Listed } from './catalog';
import { clickhouseConfigSchema, serverSettings } from './config';
import { describeRelation, requireRelation } from './describe';
import { probe } from './probe';
import { query } from './query';
import { readObject, readQuery } from './read';
import { ClickHouseServer } from './server';
import { write, writeQuery } from './write';

/** Asks the server who it is, to prove that it can be reached and lets the user in. @internal */
export async function open(
  connector: Connector,
  input: z.input<typeof clickhouseConfigSchema>,
  context: OpenContext,
): Promise<Connection> {
  const parsed = clickhouseConfigSchema.safeParse(input);
  const problems = parsed.success
    ? serverSettings(parsed.data.settings).problems
    : settingProblems(parsed.error);
  if (!parsed.success || problems.length > 0)
    throw connectorErrors['bad-settings']({ connection: context.name, problems });
  return connectionOf(connector, await ClickHouseServer.open(context.name, parsed.data, context.signal));
}

const connectionOf = (connector: Connector, server: ClickHouseServer): Connection => ({
  connector,
  name: server.name,
  test: (options) => probe(server, options?.signal),
  naming: async (object) => {
    const { host, port, database } = server.settings;
    const { container = database, name } = splitObject(object);
    return { namespace: `clickhouse://${hostOf(host)}:${port}`, name: `${container}.${name}` };
  },
  containers: (options) => listDatabases(server, options?.signal),
  list: async (options = {}) => {
    const like = options.pattern === undefined ? undefined : likeOf(options.pattern);
    return (await listRelations(server, { ...options, like })).map(listing);
  },
  describe: async (object, options) => {
    const relation = await requireRelation(server, object, options?.signal);
    const partitions = relation.partitionKey === '' ? 0 : await countPartitions(server, relation);
    return describeRelation(relation, object, partitions);
  },
  query: (sql, options) => query(server, sql, options),
  execute: async (statements, options) => {
    for (const sql of statements) await server.run({ sql, signal: options?.signal });
  },
  read: (object, request) => readObject(server, object, request),
  readQuery: (sql, request) => readQuery(server, sql, request),
  write: (object, stream, request) => write(server, object, stream, request),
  writeQuery: (object, sql, schema, request) => writeQuery(server, object, sql, schema, request),
  close: () => server.close(),
});

const listing = ({ database, name, engine, rows, bytes }: Listed): ObjectListing => ({
  object: joinObject({ container: database, name }),
  kind: isView(engine) ? 'view' : 'table',
  ...(rows !== null && { rows }),
  ...(bytes !== null && { sizeBytes: bytes }),
});

/** A glob as LIKE has it; without wildcards a part of the name. */
function likeOf(pattern: string): string {
  const escaped = pattern.replace(/[\\%_]/g, '\\$&');
  return /[*?]/.test(pattern) ? escaped.replaceAll('*', '%').replaceAll('?', '_') : `%${escaped}%`;
}
