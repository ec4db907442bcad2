import { defineErrors } from '../errors';

interface At {
  /** The address without user, password and query. */
  address: string;
}

/** What can go wrong with sending lineage. None of it ever fails a run: it is said as a warning. @public */
export const lineageErrors = defineErrors('lineage', {
  'bad-address': {
    kind: 'input',
    message: {
      en: (p: At) => `OPENLINEAGE_URL "${p.address}" is not an http address; no lineage is sent`,
      ru: (p: At) => `OPENLINEAGE_URL «${p.address}» — не адрес http; линия данных не отправляется`,
    },
    hint: {
      en: () => 'Such as http://localhost:7007/api/ai-etl/; a token goes into OPENLINEAGE_API_KEY.',
      ru: () => 'Например http://localhost:7007/api/ai-etl/; токен задаётся в OPENLINEAGE_API_KEY.',
    },
  },
  'address-down': {
    kind: 'transient',
    message: {
      en: (p: At & { reason: string }) => `lineage cannot be sent to ${p.address} now: ${p.reason}`,
      ru: (p: At & { reason: string }) => `линию данных сейчас не отправить на ${p.address}: ${p.reason}`,
    },
    hint: {
      en: () => 'Events are kept and sent when it answers; runs go on.',
      ru: () => 'События сохранены и будут отправлены, когда он ответит; запуски идут дальше.',
    },
  },
  'address-odd': {
    kind: 'input',
    message: {
      en: (p: At & { answer: string }) => `${p.address} does not take lineage: it answered ${p.answer}`,
      ru: (p: At & { answer: string }) => `${p.address} не принимает линию данных: ответ — ${p.answer}`,
    },
    hint: {
      en: () =>
        'Check OPENLINEAGE_URL and OPENLINEAGE_ENDPOINT (api/v1/lineage unless given). Events are kept meanwhile.',
      ru: () =>
        'Проверьте OPENLINEAGE_URL и OPENLINEAGE_ENDPOINT (по умолчанию api/v1/lineage). События пока сохраняются.',
    },
  },
  'token-refused': {
    kind: 'input',
    message: {
      en: (p: At & { status: number; hasToken: boolean }) =>
        p.hasToken
          ? `${p.address} refuses the token for lineage (${p.status})`
          : `${p.address} wants a token for lineage (${p.status}), and none is set`,
      ru: (p: At & { status: number; hasToken: boolean }) =>
        p.hasToken
          ? `${p.address} не принимает токен для линии данных (${p.status})`
          : `${p.address} требует токен для линии данных (${p.status}), а он не задан`,
    },
    hint: {
      en: () => 'Set OPENLINEAGE_API_KEY to a token that may send events. Events are kept meanwhile.',
      ru: () => 'Задайте в OPENLINEAGE_API_KEY токен с правом отправлять события. События пока сохраняются.',
    },
  },
  'event-refused': {
    kind: 'refusal',
    message: {
      en: (p: At & { status: number; event: string; reason: string }) =>
        `${p.address} refused the event ${p.event} (${p.status}): ${p.reason}`,
      ru: (p: At & { status: number; event: string; reason: string }) =>
        `${p.address} отверг событие ${p.event} (${p.status}): ${p.reason}`,
    },
    hint: {
      en: () => 'It was left out; what follows is sent.',
      ru: () => 'Оно пропущено; следующие будут отправлены.',
    },
  },
  'events-dropped': {
    kind: 'data',
    message: {
      en: (p: { count: number; where: string }) =>
        `${p.count} of the oldest lineage events were dropped: ${p.where} is full`,
      ru: (p: { count: number; where: string }) =>
        `отброшено самых старых событий линии данных: ${p.count}; ${p.where} — места больше нет`,
    },
  },
  'outbox-unusable': {
    kind: 'input',
    message: {
      en: (p: { folder: string; reason: string }) =>
        `lineage events cannot be kept in "${p.folder}": ${p.reason}`,
      ru: (p: { folder: string; reason: string }) =>
        `события линии данных нельзя сохранить в «${p.folder}»: ${p.reason}`,
    },
    hint: {
      en: () => 'They wait in memory; set AI_ETL_LINEAGE_OUTBOX to a folder that can be written.',
      ru: () => 'Они ждут в памяти; задайте в AI_ETL_LINEAGE_OUTBOX папку, доступную для записи.',
    },
  },
  'not-told': {
    kind: 'internal',
    message: {
      en: (p: { run: string; reason: string }) => `lineage of run "${p.run}" could not be told: ${p.reason}`,
      ru: (p: { run: string; reason: string }) =>
        `не удалось описать линию данных запуска «${p.run}»: ${p.reason}`,
    },
  },
});
