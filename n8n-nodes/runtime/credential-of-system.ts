import { connectors, type Connector } from '@ai-etl/core';
import type { INodeCredentialDescription, INodeProperties } from 'n8n-workflow';
import type { Call } from './call';
import { credentialConnection, offer, type OfferedConnection } from './connections';

/** The systems that are opened by a credential, for nodes that take any of them. */
export const credentialTypes: Record<string, string> = {
  clickhouse: 'aiEtlClickHouseApi',
  postgresql: 'aiEtlPostgresApi',
};

/** The system selector. */
export const systemField = (description: string): INodeProperties => ({
  displayName: 'System',
  name: 'system',
  type: 'options',
  options: Object.keys(credentialTypes).map((id) => ({ name: connectors.get(id).title, value: id })),
  default: 'clickhouse',
  description,
});

/**
 * A credential for each system, shown when the system is chosen; not required where nothing may be run. Said by what
 * hides it: of a field that *shows* credentials n8n makes a part of its credential selector, and hides the field.
 */
export const credentialsBySystem = (required = true): INodeCredentialDescription[] =>
  Object.entries(credentialTypes).map(([system, name]) => ({
    name,
    required,
    displayOptions: { hide: { system: Object.keys(credentialTypes).filter((other) => other !== system) } },
  }));

/** A credential for each system, for nodes that may need any of them. */
export const optionalCredentials: INodeCredentialDescription[] = Object.entries(credentialTypes).map(
  ([system, name]) => ({ name, displayName: `${connectors.get(system).title} (Optional)`, required: false }),
);

/** The connection of the chosen system, put into the registry. */
export async function chosenSystem(call: Call): Promise<OfferedConnection & { connector: Connector }> {
  const connector = connectors.get(call.parameter<string>('system'));
  const settings = await credentialConnection(call, credentialTypes[connector.id]!, connector.id);
  return { ...offer(call, connector, settings), connector };
}
