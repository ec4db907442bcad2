import { connectors, referenceErrors, stepName, type HandleReference, type Plan } from '@ai-etl/core';
import type { Call } from './call';
import { credentialConnection, offer } from './connections';
import { credentialTypes } from './credential-of-system';
import { fileSettings } from './file-settings';

/** Handles by the names that a plan gives its connections. */
export type HandlesByName = Record<string, HandleReference>;

/**
 * A handle for every connection of a plan: those that arrive with a reference, else what this node can open itself,
 * by a credential of that system or, for files, the folder that n8n allows.
 *
 * @throws `reference.connection-unknown` (input)
 */
export async function planHandles(
  call: Call,
  plan: Plan,
  arriving: HandlesByName = {},
): Promise<HandlesByName> {
  const handles: HandlesByName = {};
  for (const [name, { system }] of Object.entries(plan.spec.connections))
    handles[name] = arriving[name] ?? (await openHere(call, name, system, Object.keys(arriving)));
  return handles;
}

async function openHere(call: Call, name: string, system: string, known: string[]): Promise<HandleReference> {
  const connector = connectors.get(system);
  if (system === 'file') return offer(call, connector, { name, settings: await fileSettings(call) }).handle;
  const type = credentialTypes[system];
  if (!type || !call.context.getNode().credentials?.[type])
    throw referenceErrors['connection-unknown']({ connection: name, system, known });
  const { settings } = await credentialConnection(call, type, system);
  return offer(call, connector, { name, settings }).handle;
}

/** The connections that this node's own credentials open, by the names that a spec may call them. */
export function ownConnections(call: Call): Record<string, { system: string }> {
  const credentials = call.context.getNode().credentials ?? {};
  const systems = Object.entries(credentialTypes).filter(([, type]) => credentials[type]);
  return Object.fromEntries(
    systems.map(([system, type]) => [stepName(credentials[type]!.name, 'connection'), { system }]),
  );
}
