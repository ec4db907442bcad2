import { defineErrors } from '../errors';
import { orNearest } from '../names';

const list = (names: string[]) => names.map((name) => `"${name}"`).join(', ');
const список = (names: string[]) => names.map((name) => `«${name}»`).join(', ');

interface TooManyRejects {
  target: string;
  rejected: number;
  limit: number;
  file: string;
  /** Why the first was rejected, in both languages. */
  first: string;
  первая: string;
}

/** Errors of the movement room. @public */
export const movementErrors = defineErrors('movement', {
  'no-common-format': {
    kind: 'refusal',
    message: {
      en: (p: { source: string; target: string; offers: string[]; accepts: string[] }) =>
        `"${p.source}" is offered as ${p.offers.join(', ') || 'nothing'}, "${p.target}" takes ${p.accepts.join(', ') || 'nothing'}, and no way leads from one to the other`,
      ru: (p: { source: string; target: string; offers: string[]; accepts: string[] }) =>
        `«${p.source}» предлагается как ${p.offers.join(', ') || 'ничто'}, «${p.target}» принимает ${p.accepts.join(', ') || 'ничего'}, и пути от одного к другому нет`,
    },
  },
  'mode-not-offered': {
    kind: 'refusal',
    message: {
      en: (p: { mode: string; system: string; modes: string[] }) =>
        `${p.system} has no load mode "${p.mode}"`,
      ru: (p: { mode: string; system: string; modes: string[] }) =>
        `у системы ${p.system} нет режима загрузки «${p.mode}»`,
    },
    hint: {
      en: (p: { modes: string[] }) => `It has ${p.modes.join(', ')}.`,
      ru: (p: { modes: string[] }) => `Есть ${p.modes.join(', ')}.`,
    },
  },
  'extra-fields': {
    kind: 'input',
    message: {
      en: (p: { source: string; target: string; fields: string[]; nearest: string[] }) =>
        `"${p.target}" has no fields for ${list(p.fields)} of "${p.source}"${orNearest.en(p.nearest)}`,
      ru: (p: { source: string; target: string; fields: string[]; nearest: string[] }) =>
        `в «${p.target}» нет полей для ${список(p.fields)} из «${p.source}»${orNearest.ru(p.nearest)}`,
    },
    hint: {
      en: () =>
        'Rename or leave them out in a select step, add them to the table, or tell the load to ignore them.',
      ru: () =>
        'Переименуйте или уберите их шагом select, добавьте в таблицу или велите загрузке их пропускать.',
    },
  },
  'missing-fields': {
    kind: 'input',
    message: {
      en: (p: { source: string; target: string; fields: string[]; nearest: string[] }) =>
        `"${p.target}" must have values for ${list(p.fields)}, which "${p.source}" does not have${orNearest.en(p.nearest)}`,
      ru: (p: { source: string; target: string; fields: string[]; nearest: string[] }) =>
        `«${p.target}» требует значений для ${список(p.fields)}, которых в «${p.source}» нет${orNearest.ru(p.nearest)}`,
    },
    hint: {
      en: () => 'Derive them in a step before the target, or give the fields a default.',
      ru: () => 'Получите их шагом derive перед целью или задайте полям значение по умолчанию.',
    },
  },
  'no-fields-in-common': {
    kind: 'input',
    message: {
      en: (p: { source: string; target: string }) =>
        `"${p.source}" and "${p.target}" have no field in common`,
      ru: (p: { source: string; target: string }) => `у «${p.source}» и «${p.target}» нет общих полей`,
    },
  },
  unbalanced: {
    kind: 'internal',
    message: {
      en: (p: { target: string; runId: string; read: number; written: number; rejected: number }) =>
        `load "${p.target}", run ${p.runId}: read ${p.read} is not written ${p.written} + rejected ${p.rejected}. Nothing was published.`,
      ru: (p: { target: string; runId: string; read: number; written: number; rejected: number }) =>
        `загрузка «${p.target}», запуск ${p.runId}: прочитано ${p.read}, а записано ${p.written} + отвергнуто ${p.rejected}. Ничего не опубликовано.`,
    },
    hint: {
      en: () => 'Run it again; if it stays so, report it with the systems and versions.',
      ru: () => 'Запустите ещё раз; если повторится, сообщите об этом с системами и версиями.',
    },
  },
  'too-many-rejects': {
    kind: 'data',
    message: {
      en: (p: TooManyRejects) =>
        `load "${p.target}": ${p.rejected} rows rejected, more than ${p.limit}; the first: ${p.first}. Nothing was loaded.`,
      ru: (p: TooManyRejects) =>
        `загрузка «${p.target}»: отвергнуто строк ${p.rejected}, больше ${p.limit}; первая: ${p.первая}. Ничего не загружено.`,
    },
    hint: {
      en: (p: { file: string }) => `All of them with their reasons: ${p.file}`,
      ru: (p: { file: string }) => `Все с причинами: ${p.file}`,
    },
  },
});
