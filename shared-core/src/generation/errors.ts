import { defineErrors } from '../errors';

/** Errors of the generation room. @public */
export const generationErrors = defineErrors('generation', {
  'empty-text': {
    kind: 'input',
    message: {
      en: () => 'there is no sentence to read',
      ru: () => 'нет предложения, которое можно прочитать',
    },
    hint: {
      en: () => 'Say what to load, from where to where: "Load orders.csv into ClickHouse every day at 6".',
      ru: () => 'Скажите, что, откуда и куда загружать: «Каждый день в 6 загружай orders.csv в ClickHouse».',
    },
  },
  'text-too-long': {
    kind: 'input',
    message: {
      en: (p: { length: number; most: number }) =>
        `the text has ${p.length} characters, at most ${p.most} are read`,
      ru: (p: { length: number; most: number }) =>
        `в тексте ${p.length} символов, читаются не больше ${p.most}`,
    },
    hint: {
      en: () => 'Describe one pipeline in a few sentences.',
      ru: () => 'Опишите один конвейер несколькими предложениями.',
    },
  },
  'model-unauthorized': {
    kind: 'input',
    message: {
      en: (p: { model: string }) => `the model "${p.model}" refused the key`,
      ru: (p: { model: string }) => `модель «${p.model}» не приняла ключ`,
    },
    hint: { en: () => 'Check the API key and its rights.', ru: () => 'Проверьте ключ API и его права.' },
  },
  'model-refused': {
    kind: 'input',
    message: {
      en: (p: { model: string; status: number }) =>
        `the model "${p.model}" refused the request with status ${p.status}`,
      ru: (p: { model: string; status: number }) =>
        `модель «${p.model}» отклонила запрос со статусом ${p.status}`,
    },
    hint: {
      en: () => 'Check the address and the name of the model.',
      ru: () => 'Проверьте адрес и имя модели.',
    },
  },
  'model-busy': {
    kind: 'transient',
    message: {
      en: (p: { model: string }) => `the model "${p.model}" takes no more requests for now`,
      ru: (p: { model: string }) => `модель «${p.model}» пока не принимает запросов`,
    },
    hint: {
      en: () => 'Try again later, or raise the limit of the key.',
      ru: () => 'Повторите позже или увеличьте лимит ключа.',
    },
  },
  'model-timeout': {
    kind: 'transient',
    message: {
      en: (p: { model: string; seconds: number }) =>
        `the model "${p.model}" did not answer in ${p.seconds} s`,
      ru: (p: { model: string; seconds: number }) => `модель «${p.model}» не ответила за ${p.seconds} с`,
    },
    hint: {
      en: () => 'Raise the timeout or take a smaller model.',
      ru: () => 'Увеличьте время ожидания или возьмите модель поменьше.',
    },
  },
  'model-unreachable': {
    kind: 'transient',
    message: {
      en: (p: { model: string; address: string }) =>
        `nothing answers for the model "${p.model}" at ${p.address}`,
      ru: (p: { model: string; address: string }) => `модель «${p.model}» не отвечает по адресу ${p.address}`,
    },
    hint: {
      en: () => 'Check the address, and that the server runs.',
      ru: () => 'Проверьте адрес и запущен ли сервер.',
    },
  },
  'model-failed': {
    kind: 'transient',
    message: {
      en: (p: { model: string; status: number }) => `the model "${p.model}" failed with status ${p.status}`,
      ru: (p: { model: string; status: number }) => `модель «${p.model}» завершилась ошибкой ${p.status}`,
    },
  },
  'model-garbled': {
    kind: 'transient',
    message: {
      en: (p: { model: string; address: string }) =>
        `the answer of the model "${p.model}" broke off, or ${p.address} did not answer with JSON`,
      ru: (p: { model: string; address: string }) =>
        `ответ модели «${p.model}» оборвался, или ${p.address} ответил не JSON`,
    },
  },
  'model-empty': {
    kind: 'transient',
    message: {
      en: (p: { model: string }) => `the model "${p.model}" answered with nothing`,
      ru: (p: { model: string }) => `модель «${p.model}» ответила пустотой`,
    },
  },
  'model-nonsense': {
    kind: 'transient',
    message: {
      en: (p: { model: string; attempts: number; reason: string }) =>
        `the model "${p.model}" gave no valid pipeline in ${p.attempts} attempts: ${p.reason}`,
      ru: (p: { model: string; attempts: number; reason: string }) =>
        `модель «${p.model}» не дала верного конвейера за ${p.attempts} попытки: ${p.reason}`,
    },
    hint: {
      en: () => 'Say the sentence otherwise, or take a stronger model.',
      ru: () => 'Скажите иначе или возьмите модель сильнее.',
    },
  },
});
