import { defineErrors } from '../errors';
import { nearestNames, orNearest } from '../names';

interface UnknownSetting {
  connection: string;
  system: string;
  setting: string;
  settable: string[];
}

/** Errors of the command line's own. @public */
export const cliErrors = defineErrors('cli', {
  'no-such-connection': {
    kind: 'input',
    message: {
      en: (p: { name: string; file: string; known: string }) =>
        `no connection "${p.name}" in ${p.file}; there are: ${p.known || 'none'}`,
      ru: (p: { name: string; file: string; known: string }) =>
        `в ${p.file} нет подключения «${p.name}»; есть: ${p.known || 'ни одного'}`,
    },
    hint: {
      en: () =>
        'Write it as  connections: { warehouse: { system: postgresql, host: …, password: … } }, or name a URI.',
      ru: () =>
        'Опишите его так:  connections: { warehouse: { system: postgresql, host: …, password: … } }, или укажите URI.',
    },
  },
  'bad-datasources': {
    kind: 'input',
    message: {
      en: (p: { file: string; problem: string }) => `${p.file} is not a list of connections: ${p.problem}`,
      ru: (p: { file: string; problem: string }) => `${p.file} — не список подключений: ${p.problem}`,
    },
  },
  'unknown-setting': {
    kind: 'input',
    message: {
      en: (p: UnknownSetting) =>
        `connection "${p.connection}": ${p.system} has no setting "${p.setting}"${orNearest.en(nearestNames(p.setting, p.settable))}`,
      ru: (p: UnknownSetting) =>
        `подключение «${p.connection}»: у ${p.system} нет настройки «${p.setting}»${orNearest.ru(nearestNames(p.setting, p.settable))}`,
    },
    hint: {
      en: (p: UnknownSetting) => `Settings: ${p.settable.join(', ')}.`,
      ru: (p: UnknownSetting) => `Настройки: ${p.settable.join(', ')}.`,
    },
  },
  'file-not-read': {
    kind: 'input',
    message: {
      en: (p: { file: string; reason: string }) => `"${p.file}" cannot be read: ${p.reason}`,
      ru: (p: { file: string; reason: string }) => `«${p.file}» не читается: ${p.reason}`,
    },
  },
  'bad-option': {
    kind: 'input',
    message: {
      en: (p: { option: string; value: string; expected: string }) =>
        `${p.option} "${p.value}": expected ${p.expected}`,
      ru: (p: { option: string; value: string; expected: string }) =>
        `${p.option} «${p.value}»: ожидается ${p.expected}`,
    },
  },
  'no-object': {
    kind: 'input',
    message: {
      en: (p: { source: string; example: string }) => `"${p.source}" names a connection but no object in it`,
      ru: (p: { source: string; example: string }) =>
        `«${p.source}» называет подключение, но не объект в нём`,
    },
    hint: {
      en: (p: { source: string; example: string }) => `Add it behind #, such as ${p.example}`,
      ru: (p: { source: string; example: string }) => `Добавьте его после #, например ${p.example}`,
    },
  },
});
