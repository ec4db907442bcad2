import { defineErrors } from '@ai-etl/core';

/** What can be wrong with an event. */
export const eventErrors = defineErrors('portal', {
  'not-an-event': {
    kind: 'input',
    message: {
      en: (p: { problems: string[] }) => `this is no OpenLineage event: ${p.problems.join('; ')}`,
      ru: (p: { problems: string[] }) => `это не событие OpenLineage: ${p.problems.join('; ')}`,
    },
  },
  'wrong-event-version': {
    kind: 'input',
    message: {
      en: (p: { schemaURL: string }) =>
        `schemaURL "${p.schemaURL}" is not of OpenLineage 1.x: expected https://openlineage.io/spec/<1 or 2>-<n>-<n>/OpenLineage.json#/$defs/RunEvent, JobEvent or DatasetEvent`,
      ru: (p: { schemaURL: string }) =>
        `schemaURL «${p.schemaURL}» не из OpenLineage 1.x: нужен https://openlineage.io/spec/<1 или 2>-<n>-<n>/OpenLineage.json#/$defs/RunEvent, JobEvent или DatasetEvent`,
    },
  },
  'too-large': {
    kind: 'input',
    message: {
      en: (p: { limitBytes: number }) => `the event is larger than ${p.limitBytes} bytes`,
      ru: (p: { limitBytes: number }) => `событие больше ${p.limitBytes} байт`,
    },
    hint: {
      en: () => 'The limit is aiEtl.lineage.maxEventBytes',
      ru: () => 'Предел задаёт aiEtl.lineage.maxEventBytes',
    },
  },
  'too-many': {
    kind: 'input',
    message: {
      en: (p: { given: number; limit: number }) =>
        `a batch of ${p.given} events: send at most ${p.limit} at once`,
      ru: (p: { given: number; limit: number }) =>
        `в пачке ${p.given} событий: присылайте не больше ${p.limit} за раз`,
    },
  },
  'not-a-batch': {
    kind: 'input',
    message: {
      en: () => 'a batch is a list of OpenLineage events',
      ru: () => 'пачка — это список событий OpenLineage',
    },
  },
  'too-fast': {
    kind: 'transient',
    message: {
      en: (p: { who: string; perSecond: number }) =>
        `${p.who} sends more than ${p.perSecond} events a second`,
      ru: (p: { who: string; perSecond: number }) =>
        `${p.who} присылает больше ${p.perSecond} событий в секунду`,
    },
  },
  'too-busy': {
    kind: 'transient',
    message: {
      en: (p: { waiting: number }) =>
        `${p.waiting} events wait to be stored already; send it again in a moment`,
      ru: (p: { waiting: number }) => `ждут записи уже ${p.waiting} событий; пришлите чуть позже ещё раз`,
    },
  },
});
