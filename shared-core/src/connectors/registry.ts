import { nearestNames } from '../names';
import type { Connector } from './contract';
import { connectorErrors } from './errors';

/** All systems that this build knows. @public */
export interface ConnectorRegistry {
  /** A connector by id, or by one of its URI schemes. @throws `connector.unknown-system` (input) */
  get(id: string): Connector;
  /** All of them, sorted by id. */
  all(): Connector[];
  /** The connector whose scheme a URI has; a path without a scheme is a file. @throws `connector.unknown-system` (input) */
  forUri(uri: string): Connector;
}

/** Makes the registry; the order of the list does not matter. @internal */
export function registry(list: Connector[]): ConnectorRegistry {
  const sorted = [...list].sort((one, other) => (one.id < other.id ? -1 : 1));
  const get = (id: string) => {
    const found = sorted.find((one) => one.id === id) ?? sorted.find((one) => one.schemes.includes(id));
    if (found) return found;
    const known = sorted.map((one) => one.id);
    throw connectorErrors['unknown-system']({ system: id, known, nearest: nearestNames(id, known) });
  };
  return { get, all: () => [...sorted], forUri: (uri) => get(schemeOf(uri) ?? 'file') };
}

/** One letter before the colon is a Windows drive, not a scheme. */
const schemeOf = (uri: string) => /^([a-z][a-z0-9+.-]+):/i.exec(uri)?.[1]?.toLowerCase();
