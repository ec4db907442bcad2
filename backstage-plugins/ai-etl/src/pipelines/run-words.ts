import type { RunBrief } from '@ai-etl/backstage-plugin-ai-etl-common';
import type { Formats } from '../presentation/formats';
import type { Translate } from '../translation';

/** A run in a line: when, how it ended, how long it took, what it wrote. */
export function runInWords(run: RunBrief, t: Translate, formats: Formats): string {
  const known = [
    formats.time(run.startedAt),
    t(`state.${run.state}`),
    run.seconds !== undefined && formats.duration(run.seconds),
    run.written !== undefined && t('pipelines.rows', { amount: formats.number(run.written) }),
  ];
  return known.filter(Boolean).join(' · ');
}
