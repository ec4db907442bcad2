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
  'not-a-time': {
    kind: 'input',
    message: {
      en: (p: { text: string }) =>
        `"${p.text}" is no time: give one of ISO 8601, such as 2026-01-31T06:00:00Z`,
      ru: (p: { text: string }) =>
        `«${p.text}» — не время: укажите его по ISO 8601, например 2026-01-31T06:00:00Z`,
    },
  },
  'no-moment': {
    kind: 'input',
    message: {
      en: (p: { from: string; run: string }) =>
        `changes since when? Give ${p.from}=<time> or ${p.run}=<run id>`,
      ru: (p: { from: string; run: string }) =>
        `изменения с какого времени? Укажите ${p.from}=<время> или ${p.run}=<id запуска>`,
    },
  },
  'two-moments': {
    kind: 'input',
    message: {
      en: (p: { from: string; run: string }) => `give either ${p.from} or ${p.run}, not both`,
      ru: (p: { from: string; run: string }) => `укажите либо ${p.from}, либо ${p.run}, но не оба`,
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
