import type { TypeMapping } from '../schema';
import * as connectorsRoom from '../connectors';
import type { DdlSystem } from './systems';

/** The type tables of a system's connector. @internal */
export function typesOf(system: DdlSystem): TypeMapping {
  const room = connectorsRoom as unknown as { connectors: { get(id: string): { types: TypeMapping } } };
  return room.connectors.get(system).types;
}
