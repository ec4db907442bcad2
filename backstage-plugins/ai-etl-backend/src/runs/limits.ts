import type { RootConfigService } from '@backstage/backend-plugin-api';

/** How long the portal waits for the end of a run that nobody tells of. */
export interface RunLimits {
  /** Without news for so long, sources of runs and the run's tasks are asked how it ended. */
  settleAfterMinutes: number;
  /** Without news for so long, and nobody knows: the run is silent. */
  silentAfterHours: number;
}

/** Limits of `aiEtl.runs`, with their defaults. */
export function runLimits(config: RootConfigService): RunLimits {
  const given = config.getOptionalConfig('aiEtl.runs');
  return {
    settleAfterMinutes: given?.getOptionalNumber('settleAfterMinutes') ?? 10,
    silentAfterHours: given?.getOptionalNumber('silentAfterHours') ?? 24,
  };
}
