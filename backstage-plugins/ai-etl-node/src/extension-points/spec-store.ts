import { createExtensionPoint } from '@backstage/backend-plugin-api';

/** A published version. @public */
export interface StoredSpec {
  pipeline: string;
  version: number;
  hash: string;
  yaml: string;
  /** Entity ref of a person, or the subject of a token. */
  author: string;
  message?: string;
}

/**
 * Keeps published specs in a second place, such as a repository. It is told after the portal has stored the version;
 * one that fails is named in the log.
 * @public
 */
export interface SpecStore {
  id: string;
  put(spec: StoredSpec): Promise<void>;
}

/** @public */
export interface SpecStoreExtensionPoint {
  addSpecStore(store: SpecStore): void;
}

/** Adds places where published specs are kept. @public */
export const specStoreExtensionPoint = createExtensionPoint<SpecStoreExtensionPoint>({
  id: 'ai-etl.spec-store',
});
