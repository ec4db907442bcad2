export {
  runSourceExtensionPoint,
  type RunSource,
  type RunSourceExtensionPoint,
  type RunSourceQuery,
} from './run-source';
export {
  specStoreExtensionPoint,
  type SpecStore,
  type SpecStoreExtensionPoint,
  type StoredSpec,
} from './spec-store';
export {
  lineageSinkExtensionPoint,
  type LineageSink,
  type LineageSinkEvent,
  type LineageSinkExtensionPoint,
} from './lineage-sink';
