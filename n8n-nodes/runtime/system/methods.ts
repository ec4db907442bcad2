import { configFields, type Connection } from '@ai-etl/core';
import {
  NodeOperationError,
  type ICredentialDataDecryptedObject,
  type ICredentialsDecrypted,
  type ICredentialTestFunctions,
  type ILoadOptionsFunctions,
  type INodeCredentialTestResult,
  type INodeListSearchResult,
  type INodePropertyOptions,
  type INodeType,
  type ResourceMapperFields,
} from 'n8n-workflow';
import { isAiEtlError, printType } from '@ai-etl/core';
import { settingsOf } from '../properties-of-fields';
import type { ListDoor } from './system-node';
import { readerLanguage } from '../reader-language';
import { words } from '../words';

const LIST_LIMIT = 200;

/** Lists for the form and the test of the credential: each opens a connection of its own and closes it. */
export function systemMethods(door: ListDoor): NonNullable<INodeType['methods']> {
  return {
    listSearch: {
      searchObjects: async function (this: ILoadOptionsFunctions, filter?: string) {
        const found = await opened(this, door, (connection) =>
          connection.list({ limit: LIST_LIMIT, ...(filter && { pattern: filter }) }),
        );
        return results(
          found.map(({ object, kind, rows }) => [
            object,
            [words().kind({ kind }), rows !== undefined && words().rows({ count: rows })]
              .filter(Boolean)
              .join(', '),
          ]),
        );
      },
      searchContainers: async function (this: ILoadOptionsFunctions, filter = '') {
        const found = await opened(this, door, (connection) => connection.containers());
        return results(
          found.filter((name) => name.toLowerCase().includes(filter.toLowerCase())).map((name) => [name]),
        );
      },
    },
    resourceMapping: { getTargetColumns: targetColumns(door) },
    loadOptions: {
      getFields: async function (this: ILoadOptionsFunctions): Promise<INodePropertyOptions[]> {
        const object = String(this.getCurrentNodeParameter('object', { extractValue: true }) ?? '');
        if (object === '') return [];
        const { schema } = await opened(this, door, (connection) => connection.describe(object));
        return schema.fields.map(({ name, type, nullable }) => ({
          name,
          value: name,
          description: `${printType(type)}${nullable ? '' : words().neverEmpty}`,
        }));
      },
    },
    ...(door.credential && { credentialTest: { testConnection: credentialTest(door) } }),
  };
}

/** The columns of the table that is written to; each takes a field's name or an expression. */
const targetColumns = (door: ListDoor) =>
  async function (this: ILoadOptionsFunctions): Promise<ResourceMapperFields> {
    const target = String(this.getCurrentNodeParameter('target', { extractValue: true }) ?? '');
    if (target === '') return { fields: [] };
    const { schema } = await opened(this, door, (connection) => connection.describe(target));
    const fields = schema.fields.map(({ name, type, nullable }) => ({
      id: name,
      displayName: `${name} (${printType(type)})`,
      required: false,
      defaultMatch: false,
      display: true,
      type: 'string' as const,
      canBeUsedToMatch: !nullable,
    }));
    return { fields };
  };

/** The second word of an entry says what it is; n8n shows it after the name. */
const results = (entries: [name: string, about?: string][]): INodeListSearchResult => ({
  results: entries.map(([name, about]) => ({ name: about ? `${name} (${about})` : name, value: name })),
});

async function opened<T>(
  context: ILoadOptionsFunctions,
  door: ListDoor,
  work: (connection: Connection) => Promise<T>,
): Promise<T> {
  try {
    const settings = await door.listSettings(context);
    return await withConnection(door, settings, work);
  } catch (error) {
    throw new NodeOperationError(context.getNode(), messageOf(error));
  }
}

async function withConnection<T>(
  { connector }: ListDoor,
  settings: Record<string, unknown>,
  work: (connection: Connection) => Promise<T>,
): Promise<T> {
  const connection = await connector.open(settings, { name: connector.title });
  try {
    return await work(connection);
  } finally {
    await connection.close();
  }
}

/** The "Test" of the credential's window. */
const credentialTest = (door: ListDoor) =>
  async function (
    this: ICredentialTestFunctions,
    credential: ICredentialsDecrypted<ICredentialDataDecryptedObject>,
  ): Promise<INodeCredentialTestResult> {
    const settings = settingsOf(credential.data ?? {}, configFields(door.connector.configSchema));
    try {
      const { version, latencyMs } = await withConnection(door, settings, (connection) => connection.test());
      return { status: 'OK', message: words().answersIn({ version, ms: Math.round(latencyMs) }) };
    } catch (error) {
      return { status: 'Error', message: messageOf(error) };
    }
  };

const messageOf = (error: unknown) =>
  isAiEtlError(error)
    ? error.render(readerLanguage())
    : error instanceof Error
      ? error.message
      : String(error);
