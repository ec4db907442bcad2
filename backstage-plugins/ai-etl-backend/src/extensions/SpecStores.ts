import type { SpecStore, StoredSpec } from '@ai-etl/backstage-plugin-ai-etl-node';
import type { LoggerService } from '@backstage/backend-plugin-api';

/** Second places of published specs. They never hold up a publication. */
export class SpecStores {
  private readonly stores: SpecStore[] = [];

  constructor(private readonly logger: LoggerService) {}

  add(store: SpecStore): void {
    this.stores.push(store);
  }

  put({ pipeline, version, hash, yaml, author, message }: StoredSpec): void {
    const spec = { pipeline, version, hash, yaml, author, message };
    for (const store of this.stores)
      store.put(spec).catch((error: Error) => {
        this.logger.warn(
          `spec store "${store.id}" did not take "${pipeline}" version ${version}: ${error.message}`,
        );
      });
  }
}
