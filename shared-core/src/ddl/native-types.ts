import { connectors } from '../connectors';
import type { TypeMapping } from '../schema';
import type { DdlSystem } from './systems';

/** The type tables of a system's connector. @internal */
export const typesOf = (system: DdlSystem): TypeMapping => connectors.get(system).types;
