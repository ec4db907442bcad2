import { defineErrors } from '../errors';

interface Failed {
  step: string;
  check: string;
  failed: number;
  total: number;
}

const list = (checks: Failed[], text: (check: Failed) => string) => checks.map(text).join('; ');

/** Errors of running a plan. @public */
export const runErrors = defineErrors('run', {
  'no-target': {
    kind: 'input',
    message: {
      en: (p: { pipeline: string }) => `pipeline "${p.pipeline}" has no target, so there is nothing to run`,
      ru: (p: { pipeline: string }) => `у конвейера «${p.pipeline}» нет приёмника, выполнять нечего`,
    },
    hint: { en: () => 'Add a target step.', ru: () => 'Добавьте шаг target.' },
  },
  'check-failed': {
    kind: 'data',
    message: {
      en: (p: { checks: Failed[] }) =>
        `quality checks failed, nothing was loaded: ${list(p.checks, ({ step, check, failed, total }) => `"${check}" of step "${step}" by ${failed} of ${total} rows`)}`,
      ru: (p: { checks: Failed[] }) =>
        `проверки качества не пройдены, ничего не загружено: ${list(p.checks, ({ step, check, failed, total }) => `«${check}» шага «${step}» — строк ${failed} из ${total}`)}`,
    },
    hint: {
      en: () => 'Mend the data, or give the check the severity warn or reject.',
      ru: () => 'Исправьте данные или дайте проверке строгость warn или reject.',
    },
  },
});
