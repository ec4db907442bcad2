import { defineErrors } from '@ai-etl/core';

type Named = { name: string };

/** What can be wrong with a change of a pipeline. */
export const pipelineErrors = defineErrors('portal', {
  'name-differs': {
    kind: 'input',
    message: {
      en: (p: { path: string; spec: string }) => `the spec is named "${p.spec}", the address "${p.path}"`,
      ru: (p: { path: string; spec: string }) => `в описании имя «${p.spec}», в адресе «${p.path}»`,
    },
    hint: {
      en: (p: { spec: string }) => `Publish it as "${p.spec}", or change the name in the spec`,
      ru: (p: { spec: string }) => `Опубликуйте под именем «${p.spec}» или измените имя в описании`,
    },
  },
  'invalid-spec': {
    kind: 'input',
    message: {
      en: (p: { count: number; first: string }) => `the spec has ${p.count} errors; the first: ${p.first}`,
      ru: (p: { count: number; first: string }) => `ошибок в описании: ${p.count}; первая: ${p.first}`,
    },
  },
  'wrong-schema': {
    kind: 'input',
    message: {
      en: (p: { dataset: string }) =>
        `schemas["${p.dataset}"] is not a schema: {fields: [{name, type, nullable}]}`,
      ru: (p: { dataset: string }) => `schemas["${p.dataset}"] не схема: {fields: [{name, type, nullable}]}`,
    },
  },
  'unknown-pipeline': {
    kind: 'input',
    message: {
      en: (p: Named) => `no pipeline is named "${p.name}"`,
      ru: (p: Named) => `нет конвейера «${p.name}»`,
    },
  },
  'not-deleted': {
    kind: 'input',
    message: {
      en: (p: Named) => `no deleted pipeline is named "${p.name}"`,
      ru: (p: Named) => `нет удалённого конвейера «${p.name}»`,
    },
  },
  'unknown-version': {
    kind: 'input',
    message: {
      en: (p: Named & { version: number }) => `pipeline "${p.name}" has no version ${p.version}`,
      ru: (p: Named & { version: number }) => `у конвейера «${p.name}» нет версии ${p.version}`,
    },
  },
  'no-spec': {
    kind: 'input',
    message: {
      en: (p: Named) => `pipeline "${p.name}" is known from its runs only: it has no spec`,
      ru: (p: Named) => `конвейер «${p.name}» известен только по запускам: описания нет`,
    },
    hint: {
      en: () => 'Publish its spec: ai-etl publish SPEC',
      ru: () => 'Опубликуйте его описание: ai-etl publish SPEC',
    },
  },
  'version-conflict': {
    kind: 'input',
    message: {
      en: (p: Named & { expected: number; newest: number }) =>
        `pipeline "${p.name}" is at version ${p.newest}, not ${p.expected}: somebody saved meanwhile`,
      ru: (p: Named & { expected: number; newest: number }) =>
        `у конвейера «${p.name}» версия ${p.newest}, а не ${p.expected}: кто-то сохранил раньше`,
    },
    hint: {
      en: () => 'Read the newest version, bring your change into it and save again',
      ru: () => 'Прочтите новейшую версию, внесите в неё своё изменение и сохраните снова',
    },
  },
  'name-taken': {
    kind: 'input',
    message: {
      en: (p: Named) => `the name "${p.name}" is taken by another pipeline`,
      ru: (p: Named) => `имя «${p.name}» занято другим конвейером`,
    },
    hint: {
      en: () => 'Restore it under another name: {"as": "new-name"}',
      ru: () => 'Восстановите под другим именем: {"as": "new-name"}',
    },
  },
});
