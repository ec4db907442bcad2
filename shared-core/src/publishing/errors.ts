import { defineErrors } from '../errors';

interface At {
  /** The address without user, password and query. */
  address: string;
}

/** Errors of publishing to a portal. @public */
export const publishingErrors = defineErrors('publishing', {
  'bad-address': {
    kind: 'input',
    message: {
      en: (p: At) => `"${p.address}" is not the address of a portal`,
      ru: (p: At) => `«${p.address}» — не адрес портала`,
    },
    hint: {
      en: () => 'Give the address of its backend, such as http://localhost:7007, without user and password.',
      ru: () => 'Укажите адрес его сервера, например http://localhost:7007, без имени и пароля.',
    },
  },
  'bad-token': {
    kind: 'input',
    message: {
      en: () => 'the token of the portal has blanks or characters that no token has',
      ru: () => 'в токене портала есть пробелы или символы, которых в токенах не бывает',
    },
    hint: {
      en: () => 'Copy it again, without quotes and line breaks.',
      ru: () => 'Скопируйте его заново, без кавычек и переводов строки.',
    },
  },
  'portal-down': {
    kind: 'transient',
    message: {
      en: (p: At & { reason: string }) => `the portal at ${p.address} does not answer: ${p.reason}`,
      ru: (p: At & { reason: string }) => `портал ${p.address} не отвечает: ${p.reason}`,
    },
    hint: {
      en: () => 'Check the address and that the portal runs, then try again; nothing was published.',
      ru: () => 'Проверьте адрес и что портал запущен, затем повторите; ничего не опубликовано.',
    },
  },
  'not-a-portal': {
    kind: 'input',
    message: {
      en: (p: At & { answer: string }) => `${p.address} is not a portal with AI-ETL: it answered ${p.answer}`,
      ru: (p: At & { answer: string }) => `${p.address} — не портал с AI-ETL: ответ — ${p.answer}`,
    },
    hint: {
      en: () =>
        "Give the address of the portal's backend (often port 7007), not that of its pages or of a proxy.",
      ru: () => 'Укажите адрес сервера портала (часто порт 7007), а не его страниц или прокси.',
    },
  },
  'token-missing': {
    kind: 'input',
    message: {
      en: (p: At) => `the portal at ${p.address} wants a token, and none was given`,
      ru: (p: At) => `портал ${p.address} требует токен, а он не задан`,
    },
    hint: {
      en: () => 'Set AI_ETL_PORTAL_TOKEN, or fill in the token of the portal credential.',
      ru: () => 'Задайте AI_ETL_PORTAL_TOKEN или токен в учётных данных портала.',
    },
  },
  'token-refused': {
    kind: 'input',
    message: {
      en: (p: At) => `the portal at ${p.address} does not accept the token`,
      ru: (p: At) => `портал ${p.address} не принимает токен`,
    },
    hint: {
      en: () => 'It may have expired or belong to another portal; ask for a new one.',
      ru: () => 'Он мог истечь или быть от другого портала; запросите новый.',
    },
  },
  'not-allowed': {
    kind: 'input',
    message: {
      en: (p: At & { pipeline: string }) =>
        `the owner of this token may not publish "${p.pipeline}" at ${p.address}`,
      ru: (p: At & { pipeline: string }) =>
        `владельцу токена нельзя публиковать «${p.pipeline}» на ${p.address}`,
    },
    hint: {
      en: () => 'Ask for the role of an engineer, or have the owner of the pipeline publish it.',
      ru: () => 'Запросите роль инженера или попросите владельца конвейера опубликовать его.',
    },
  },
  conflict: {
    kind: 'input',
    message: {
      en: (p: At & { pipeline: string; reason: string }) =>
        `"${p.pipeline}" was not published to ${p.address}: ${p.reason}`,
      ru: (p: At & { pipeline: string; reason: string }) =>
        `«${p.pipeline}» не опубликован на ${p.address}: ${p.reason}`,
    },
    hint: {
      en: () =>
        'Somebody was faster: look at the newest version there, then publish with its number expected.',
      ru: () => 'Кто-то опередил: посмотрите там новейшую версию и публикуйте, ожидая её номер.',
    },
  },
  'spec-refused': {
    kind: 'input',
    message: {
      en: (p: At & { pipeline: string; reason: string }) =>
        `the portal at ${p.address} refuses "${p.pipeline}": ${p.reason}`,
      ru: (p: At & { pipeline: string; reason: string }) =>
        `портал ${p.address} не принимает «${p.pipeline}»: ${p.reason}`,
    },
    hint: {
      en: () => 'Check it with `ai-etl validate`; the portal may have another version of AI-ETL.',
      ru: () => 'Проверьте его командой `ai-etl validate`; у портала может быть другая версия AI-ETL.',
    },
  },
  'too-large': {
    kind: 'input',
    message: {
      en: (p: At & { pipeline: string; bytes: number }) =>
        `"${p.pipeline}" is too large for the portal at ${p.address}: ${p.bytes} bytes`,
      ru: (p: At & { pipeline: string; bytes: number }) =>
        `«${p.pipeline}» слишком велик для портала ${p.address}: ${p.bytes} байт`,
    },
    hint: {
      en: () => 'Split the pipeline, or have the limit of the portal raised.',
      ru: () => 'Разделите конвейер или увеличьте предел портала.',
    },
  },
});
