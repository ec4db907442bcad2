import type { RootConfigService } from '@backstage/backend-plugin-api';
import { InputError } from '@backstage/errors';

/** For how many days what is kept; 0 keeps it for ever. */
export interface RetentionLimits {
  runsDays: number;
  auditDays: number;
  /** Raw events, and moments of lineage that only repeat the one before. */
  eventsDays: number;
}

/** Limits of `aiEtl.retention` and `aiEtl.lineage.keepEventsDays`, with their defaults. @throws InputError */
export function retentionLimits(config: RootConfigService): RetentionLimits {
  const days = (key: string, otherwise: number) => {
    const given = config.getOptionalNumber(key) ?? otherwise;
    if (given >= 0) return given;
    throw new InputError(`${key} is ${given}: give a number of days, or 0 to keep all for ever`);
  };
  return {
    runsDays: days('aiEtl.retention.runsDays', 180),
    auditDays: days('aiEtl.retention.auditDays', 730),
    eventsDays: days('aiEtl.lineage.keepEventsDays', 30),
  };
}
