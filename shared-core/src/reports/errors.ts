import { defineErrors } from '../errors';

/** Errors of the reports room. @public */
export const reportErrors = defineErrors('report', {
  'unknown-format': {
    kind: 'input',
    message: {
      en: (p: { format: string; known: string }) => `no report format "${p.format}"; there are ${p.known}`,
      ru: (p: { format: string; known: string }) => `нет формата отчёта «${p.format}»; есть ${p.known}`,
    },
  },
});
