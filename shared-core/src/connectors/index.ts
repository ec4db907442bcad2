/** The systems: contract and registry. Importing opens nothing and loads no driver. */
export * from './contract';
export { configFields, type ConfigField } from './config-fields';
export { connectors } from './connectors';
export type { ConnectorRegistry } from './registry';
export { connectorErrors } from './errors';
export { splitObject, type ObjectParts } from './object-name';
