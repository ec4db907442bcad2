import { defineErrors } from '@ai-etl/core';

/** What can be wrong with the portal's own connections. */
export const portalConnectionErrors = defineErrors('portal', {
  'unknown-connection': {
    kind: 'input',
    message: {
      en: (p: { name: string }) => `the portal has no connection "${p.name}"`,
      ru: (p: { name: string }) => `у портала нет подключения «${p.name}»`,
    },
    hint: {
      en: () => 'Connections are named in app-config.yaml under aiEtl.connections',
      ru: () => 'Подключения перечисляются в app-config.yaml, в aiEtl.connections',
    },
  },
  'file-without-root': {
    kind: 'input',
    message: {
      en: (p: { name: string }) =>
        `aiEtl.connections.${p.name} has no root: it would show every file of this machine`,
      ru: (p: { name: string }) =>
        `в aiEtl.connections.${p.name} нет root: были бы видны все файлы этой машины`,
    },
    hint: {
      en: () => 'Name the folder: root: /data/incoming',
      ru: () => 'Назовите папку: root: /data/incoming',
    },
  },
  'too-slow': {
    kind: 'transient',
    message: {
      en: (p: { name: string; seconds: number }) => `connection "${p.name}" gave no answer in ${p.seconds} s`,
      ru: (p: { name: string; seconds: number }) => `подключение «${p.name}» не ответило за ${p.seconds} с`,
    },
  },
});
