import { defineErrors } from '../errors';

/** Errors of the schema room. @public */
export const schemaErrors = defineErrors('schema', {
  'unknown-type': {
    kind: 'input',
    message: {
      en: (p: { text: string }) => `"${p.text}" is not a type`,
      ru: (p: { text: string }) => `«${p.text}» — не тип`,
    },
    hint: {
      en: () =>
        'Use boolean, int8 … int64, uint8 … uint64, decimal(p,s), float32, float64, string, bytes, date, time, timestamp, timestamptz, interval, uuid, json, enum(…), array<…>, map<…,…> or struct<…>.',
      ru: () =>
        'Возможны boolean, int8 … int64, uint8 … uint64, decimal(p,s), float32, float64, string, bytes, date, time, timestamp, timestamptz, interval, uuid, json, enum(…), array<…>, map<…,…>, struct<…>.',
    },
  },
  'type-not-sayable': {
    kind: 'refusal',
    message: {
      en: (p: { type: string; system: string; reason: string }) =>
        `${p.system} has no type for ${p.type}: ${p.reason}`,
      ru: (p: { type: string; system: string; reason: string }) =>
        `в ${p.system} нет типа для ${p.type}: ${p.reason}`,
    },
  },
});
