import { defineErrors } from '@ai-etl/core';

/** What can be wrong with a question about datasets and lineage. */
export const datasetErrors = defineErrors('portal', {
  'unknown-dataset': {
    kind: 'input',
    message: {
      en: (p: { id: string }) => `no dataset has the id "${p.id}"`,
      ru: (p: { id: string }) => `нет набора данных с id «${p.id}»`,
    },
  },
  'unknown-run': {
    kind: 'input',
    message: {
      en: (p: { id: string }) => `no run has the id "${p.id}"`,
      ru: (p: { id: string }) => `нет запуска с id «${p.id}»`,
    },
  },
  'no-focus': {
    kind: 'input',
    message: {
      en: () => 'lineage is asked for around one thing: give dataset=<id> or pipeline=<name>',
      ru: () => 'происхождение показывается вокруг чего-то одного: укажите dataset=<id> или pipeline=<имя>',
    },
  },
});
