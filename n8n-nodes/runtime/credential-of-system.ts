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

/** A credential for each system, shown when the system is chosen; not required where nothing may be run. */
export const credentialsBySystem = (required = true): INodeCredentialDescription[] =>
  Object.entries(credentialTypes).map(([system, name]) => ({
    name,
    required,
    displayOptions: { show: { system: [system] } },
  }));

/** A credential for each system, for nodes that may need any of them. */
export const optionalCredentials: INodeCredentialDescription[] = Object.values(credentialTypes).map(
  (name) => ({
    name,
    required: false,
  }),
);

/** The connection of the chosen system, put into the registry. */
export async function chosenSystem(call: Call): Promise<OfferedConnection & { connector: Connector }> {
  const connector = connectors.get(call.parameter<string>('system'));
  const settings = await credentialConnection(call, credentialTypes[connector.id]!, connector.id);
  return { ...offer(call, connector, settings), connector };
}
