import { defineErrors } from '../errors';

interface Said {
  said: string;
}

/** Errors of the engine room. @public */
export const engineErrors = defineErrors('engine', {
  'bad-sql': {
    kind: 'input',
    message: {
      en: (p: Said) => `the embedded engine does not accept the query: ${p.said}`,
      ru: (p: Said) => `встроенный движок не принимает запрос: ${p.said}`,
    },
  },
  'bad-value': {
    kind: 'data',
    message: {
      en: (p: Said) => `a value does not fit its type: ${p.said}`,
      ru: (p: Said) => `значение не подходит к своему типу: ${p.said}`,
    },
    hint: {
      en: () => 'Declare the field as string, or load with rejects so that such rows are set aside.',
      ru: () => 'Объявите поле строкой или загрузите с отбраковкой: такие строки будут отложены.',
    },
  },
  'same-names': {
    kind: 'refusal',
    message: {
      en: (p: { dataset: string; names: string[] }) =>
        `${p.dataset}: the names ${p.names.map((name) => `"${name}"`).join(' and ')} differ in letter case only, which the embedded engine cannot tell apart`,
      ru: (p: { dataset: string; names: string[] }) =>
        `${p.dataset}: имена ${p.names.map((name) => `«${name}»`).join(' и ')} отличаются только регистром букв, встроенный движок их не различает`,
    },
    hint: {
      en: () =>
        'Give one of them another name where the data come from, or leave it out of the fields that are read.',
      ru: () => 'Переименуйте одно из них в источнике или не читайте это поле.',
    },
  },
  'unreadable-file': {
    kind: 'input',
    message: {
      en: (p: Said) => `the file cannot be read: ${p.said}`,
      ru: (p: Said) => `файл не читается: ${p.said}`,
    },
  },
  'disk-full': {
    kind: 'transient',
    message: {
      en: (p: Said) => `no space left on the disk: ${p.said}`,
      ru: (p: Said) => `на диске нет места: ${p.said}`,
    },
    hint: {
      en: () => 'Free some space, or point TMPDIR at a larger disk, and run again.',
      ru: () => 'Освободите место или укажите в TMPDIR другой диск и повторите.',
    },
  },
  'out-of-memory': {
    kind: 'input',
    message: {
      en: (p: Said) => `the embedded engine ran out of memory: ${p.said}`,
      ru: (p: Said) => `встроенному движку не хватило памяти: ${p.said}`,
    },
    hint: {
      en: () => 'Give it a higher memory limit, or run the step in PostgreSQL or ClickHouse.',
      ru: () => 'Поднимите предел памяти или выполните шаг в PostgreSQL или ClickHouse.',
    },
  },
  'access-denied': {
    kind: 'input',
    message: {
      en: (p: Said) => `queries may not reach files or the network: ${p.said}`,
      ru: (p: Said) => `запросам нельзя обращаться к файлам и сети: ${p.said}`,
    },
    hint: {
      en: () => 'Read the file by a source step.',
      ru: () => 'Прочитайте файл шагом source.',
    },
  },
  cancelled: {
    kind: 'transient',
    message: { en: () => 'the work was cancelled', ru: () => 'работа прервана' },
  },
  failed: {
    kind: 'internal',
    message: {
      en: (p: Said) => `the embedded engine failed: ${p.said}`,
      ru: (p: Said) => `сбой встроенного движка: ${p.said}`,
    },
  },
  'format-not-offered': {
    kind: 'refusal',
    message: {
      en: (p: { format: string; offered: string }) =>
        `the embedded engine neither writes nor reads ${p.format}; it does ${p.offered}`,
      ru: (p: { format: string; offered: string }) =>
        `встроенный движок не пишет и не читает ${p.format}; он умеет ${p.offered}`,
    },
  },
});
