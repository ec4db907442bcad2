import { catalogue } from './catalogue';
import type { FunctionSpec } from './function-spec';

const byName = new Map(catalogue.map((spec) => [spec.name, spec]));

/** The row of a function, by PostgreSQL's name in lower case. @public */
export const functionNamed = (name: string): FunctionSpec | undefined => byName.get(name);

/** Names of the catalogue. @public */
export const functionNames = (): string[] => [...byName.keys()];

export { catalogue as functionCatalogue } from './catalogue';
export type { FunctionSpec, VectorValue } from './function-spec';
