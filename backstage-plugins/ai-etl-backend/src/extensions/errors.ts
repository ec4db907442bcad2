import { defineErrors } from '@ai-etl/core';

/** What can be wrong with a source of runs. */
export const runSourceErrors = defineErrors('portal', {
  'run-source-slow': {
    kind: 'transient',
    message: {
      en: (p: { source: string; seconds: number }) =>
        `${p.source} has not answered in ${p.seconds} s, so its runs are missing here`,
      ru: (p: { source: string; seconds: number }) =>
        `${p.source} не ответил за ${p.seconds} с, поэтому его запусков здесь нет`,
    },
  },
  'run-source-failed': {
    kind: 'transient',
    message: {
      en: (p: { source: string }) => `${p.source} gave no runs; the portal's log says why`,
      ru: (p: { source: string }) => `${p.source} не отдал запуски; почему, сказано в журнале портала`,
    },
  },
});
