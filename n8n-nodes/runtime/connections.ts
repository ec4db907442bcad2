import {
  configFields,
  ConnectionRegistry,
  connectors,
  stepName,
  type Connection,
  type Connector,
  type HandleReference,
} from '@ai-etl/core';
import type { Call } from './call';
import { settingsOf } from './properties-of-fields';

/** The open connections of this process; the pack is loaded once, so all its nodes share it. */
export const registry = new ConnectionRegistry();

/** A connection that a node has offered to the plan: its name in the spec, and the handle that travels. */
export interface OfferedConnection {
  name: string;
  handle: HandleReference;
  use<T>(work: (connection: Connection) => Promise<T>): Promise<T>;
}

/** What is needed to open a system, and what the spec calls it. */
export interface ConnectionSettings {
  name: string;
  settings: Record<string, unknown>;
}

/** Puts a connection into the registry; it opens when somebody uses it. */
export function offer(
  call: Call,
  connector: Connector,
  { name, settings }: ConnectionSettings,
): OfferedConnection {
  const { owner, nodeName } = call;
  const open = () => connector.open(settings, { name });
  const handle = registry.register({ owner, connection: name, openedBy: nodeName, open });
  forgetAtTheEnd(call, handle);
  return {
    name,
    handle,
    use: (work) =>
      registry.use({ [name]: handle }, owner, async (connections) => work(await connections(name))),
  };
}

/**
 * At the canvas a later node may be run alone, so a manual execution's connections rest until they are idle; every
 * other execution takes them along when it ends.
 */
function forgetAtTheEnd({ context }: Call, { handle }: HandleReference): void {
  if (context.getMode() === 'manual') return;
  context.onExecutionFinish?.(() => registry.forget({ handle }));
}

/** The connection that a credential of this node describes; the credential's name becomes the connection's. */
export async function credentialConnection(
  call: Call,
  type: string,
  system: string,
): Promise<ConnectionSettings> {
  const values = await call.context.getCredentials<Record<string, unknown>>(type, call.itemIndex);
  const called = call.context.getNode().credentials?.[type]?.name ?? system;
  const fields = configFields(connectors.get(system).configSchema);
  return { name: stepName(called, 'connection'), settings: settingsOf(values, fields) };
}
