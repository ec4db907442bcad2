import { configFields, connectors, type Connector } from '@ai-etl/core';
import type { IExecuteFunctions, ILoadOptionsFunctions, INodeProperties, INodeType } from 'n8n-workflow';
import type { Call } from '../call';
import { credentialConnection, type ConnectionSettings } from '../connections';
import { executeOperation, operationProperties, type Operation } from '../operation';
import { settingsOf } from '../properties-of-fields';
import { describe } from './describe.operation';
import { systemFields } from './fields';
import { list } from './list.operation';
import { systemMethods } from './methods';
import { profile } from './profile.operation';
import { query } from './query.operation';
import { read } from './read.operation';
import { readRows } from './read-rows.operation';
import { SystemCall } from './system-call';
import { test } from './test.operation';
import { write } from './write.operation';

/** How the form's lists open the system; they have no execution around them. */
export interface ListDoor {
  connector: Connector;
  credential?: string;
  listSettings(context: ILoadOptionsFunctions): Promise<Record<string, unknown>>;
}

/** Where a system's settings come from, when it is not a credential. */
export interface OwnSettings {
  properties: INodeProperties[];
  settings(call: Call): Promise<ConnectionSettings>;
  listSettings(context: ILoadOptionsFunctions): Promise<Record<string, unknown>>;
}

/** Everything of a system's node but its look: fields, lists and operations, all from the connector's declaration. */
export interface SystemNode {
  properties: INodeProperties[];
  methods: NonNullable<INodeType['methods']>;
  execute(context: IExecuteFunctions): ReturnType<typeof executeOperation>;
}

/** A node of a system whose settings are a credential. */
export function credentialSystemNode(system: string, credential: string): SystemNode {
  const connector = connectors.get(system);
  const fields = configFields(connector.configSchema);
  return systemNode(connector, [], {
    settings: (call) => credentialConnection(call, credential, system),
    listSettings: async (context) => settingsOf(await context.getCredentials(credential), fields),
    credential,
  });
}

/** A node of a system whose settings are fields of the node. */
export const fieldSystemNode = (system: string, { properties, ...own }: OwnSettings): SystemNode =>
  systemNode(connectors.get(system), properties, own);

function systemNode(
  connector: Connector,
  own: INodeProperties[],
  door: Pick<OwnSettings, 'settings' | 'listSettings'> & { credential?: string },
): SystemNode {
  const operations = operationsOf(connector);
  const [operation, ...fields] = operationProperties(operations, 'read') as [
    INodeProperties,
    ...INodeProperties[],
  ];
  return {
    properties: [operation, ...own, ...fields],
    methods: systemMethods({ connector, ...door }),
    execute: (context) =>
      executeOperation(
        context,
        operations,
        (inner, itemIndex) => new SystemCall(inner, itemIndex, { connector, settings: door.settings }),
      ),
  };
}

/** What a system can do, in the order of n8n's lists. A system without SQL has no Query. */
function operationsOf(connector: Connector): Operation<SystemCall>[] {
  const fields = systemFields(connector);
  const operations = [
    ...[describe, list, profile, query, read, readRows, test].map((operation) => operation(fields)),
    write(fields, connector.capabilities.modes),
  ];
  return operations.filter(({ value }) => value !== 'query' || connector.capabilities.dialect !== undefined);
}
