import { defineErrors } from '@ai-etl/core';

/** What can be wrong with an event. */
export const eventErrors = defineErrors('portal', {
  'not-an-event': {
    kind: 'input',
    message: {
      en: (p: { kind: string; problems: string[] }) =>
        `this is no ${p.kind} of OpenLineage: ${p.problems.join('; ')}`,
      ru: (p: { kind: string; problems: string[] }) =>
        `это не ${p.kind} OpenLineage: ${p.problems.join('; ')}`,
    },
    hint: {
      en: () => 'A run event has eventTime, run.runId, job.namespace and job.name',
      ru: () => 'У события запуска есть eventTime, run.runId, job.namespace и job.name',
    },
  },
  'wrong-event-version': {
    kind: 'input',
    message: {
      en: (p: { schemaURL: string }) =>
        `schemaURL "${p.schemaURL}" names another version than OpenLineage 1.x, whose events say /spec/1-… or /spec/2-…`,
      ru: (p: { schemaURL: string }) =>
        `schemaURL «${p.schemaURL}» называет другую версию, не OpenLineage 1.x: её события указывают /spec/1-… или /spec/2-…`,
    },
    hint: {
      en: () => 'Set the client to OpenLineage 1.x, or leave schemaURL out',
      ru: () => 'Настройте клиент на OpenLineage 1.x или не указывайте schemaURL',
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
