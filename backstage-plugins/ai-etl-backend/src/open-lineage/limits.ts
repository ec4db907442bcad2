import type { RootConfigService } from '@backstage/backend-plugin-api';

/** What the OpenLineage door takes. */
export interface LineageLimits {
  maxEventBytes: number;
  eventsPerSecond: number;
}

/** Limits of `aiEtl.lineage`, with their defaults. */
export function lineageLimits(config: RootConfigService): LineageLimits {
  const given = config.getOptionalConfig('aiEtl.lineage');
  return {
    maxEventBytes: given?.getOptionalNumber('maxEventBytes') ?? 5 * 1024 * 1024,
    eventsPerSecond: given?.getOptionalNumber('eventsPerSecond') ?? 1000,
  };
}
