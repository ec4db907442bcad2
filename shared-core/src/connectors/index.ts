/** The systems: contract and registry. Importing opens nothing and loads no driver. */
export * from './contract';
