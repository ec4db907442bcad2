import { defineErrors } from '../errors';

/** Errors of dataset references and of the registry of open connections. @public */
export const referenceErrors = defineErrors('reference', {
  'not-a-reference': {
    kind: 'input',
    message: {
      en: (p: { from: string }) => `${p.from} is not a dataset reference`,
      ru: (p: { from: string }) => `${p.from} — не ссылка на набор данных`,
    },
    hint: {
      en: () =>
        'Connect a node that gives one: File, PostgreSQL or ClickHouse with the operation Read, or a step after it.',
      ru: () =>
        'Подключите узел, который её даёт: File, PostgreSQL или ClickHouse с операцией Read, либо шаг после них.',
    },
  },
  damaged: {
    kind: 'input',
    message: {
      en: (p: { from: string; part: string }) =>
        `${p.from} holds a dataset reference that was changed: "${p.part}" is not as a node makes it`,
      ru: (p: { from: string; part: string }) =>
        `${p.from} содержит изменённую ссылку на набор данных: «${p.part}» не такое, как делает узел`,
    },
    hint: {
      en: () => 'Where the output of a node is pinned or edited, unpin it and run that node again.',
      ru: () => 'Если выход узла закреплён или исправлен вручную, открепите его и выполните узел ещё раз.',
    },
  },
  'handle-gone': {
    kind: 'input',
    message: {
      en: (p: { connection: string; openedBy?: string }) =>
        `connection "${p.connection}" is no longer open in this process`,
      ru: (p: { connection: string; openedBy?: string }) =>
        `подключение «${p.connection}» в этом процессе уже не открыто`,
    },
    hint: {
      en: (p: { connection: string; openedBy?: string }) =>
        `Run ${p.openedBy ? `"${p.openedBy}"` : 'the node that reads from it'} again: it opens the connection. Where its output is pinned, unpin it first.`,
      ru: (p: { connection: string; openedBy?: string }) =>
        `Выполните ${p.openedBy ? `«${p.openedBy}»` : 'узел, который из него читает,'} ещё раз: он открывает это подключение. Если его выход закреплён, сначала открепите.`,
    },
  },
  'connection-unknown': {
    kind: 'input',
    message: {
      en: (p: { connection: string; system: string; known: string[] }) =>
        `nothing opens connection "${p.connection}" (${p.system}); open here: ${p.known.join(', ') || 'none'}`,
      ru: (p: { connection: string; system: string; known: string[] }) =>
        `подключение «${p.connection}» (${p.system}) никто не открывает; здесь открыты: ${p.known.join(', ') || 'нет'}`,
    },
    hint: {
      en: (p: { connection: string; system: string }) =>
        `Choose a credential for ${p.system} in this node, or connect a node that reads from "${p.connection}".`,
      ru: (p: { connection: string; system: string }) =>
        `Выберите в этом узле учётные данные для ${p.system} или подключите узел, читающий из «${p.connection}».`,
    },
  },
  'same-connection-name': {
    kind: 'input',
    message: {
      en: (p: { connection: string; systems: string[] }) =>
        `two different connections are called "${p.connection}" (${p.systems.join(' and ')})`,
      ru: (p: { connection: string; systems: string[] }) =>
        `два разных подключения называются «${p.connection}» (${p.systems.join(' и ')})`,
    },
    hint: {
      en: () => 'Rename one of the two credentials: their names become the names of the connections.',
      ru: () => 'Переименуйте одни из учётных данных: их имена становятся именами подключений.',
    },
  },
  'same-step-name': {
    kind: 'input',
    message: {
      en: (p: { step: string }) => `two different steps are called "${p.step}"`,
      ru: (p: { step: string }) => `два разных шага называются «${p.step}»`,
    },
    hint: {
      en: () => 'Give one of them another step name.',
      ru: () => 'Дайте одному из них другое имя шага.',
    },
  },
});
