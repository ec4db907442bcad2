import { defineErrors, type AiEtlError } from '../errors';
import type { Localized } from '../language';
import { orNearest } from '../names';

type Named = { key: string; nearest: string[]; allowed: string[] };
type Expected = { value: string; expected: Localized };

/** Errors of the spec room: what a document may not be. @public */
export const specErrors = defineErrors('spec', {
  syntax: {
    kind: 'input',
    message: {
      en: (p: { problem: Localized }) => `the text is not valid YAML: ${p.problem.en}`,
      ru: (p: { problem: Localized }) => `текст не является правильным YAML: ${p.problem.ru}`,
    },
  },
  'not-a-document': {
    kind: 'input',
    message: {
      en: (p: { actual: Localized }) => `a pipeline is a mapping of keys to values, this is ${p.actual.en}`,
      ru: (p: { actual: Localized }) => `конвейер — это набор ключей со значениями, а здесь ${p.actual.ru}`,
    },
    hint: {
      en: () => 'Start with "apiVersion: ai-etl/v1", then name and steps.',
      ru: () => 'Начните с «apiVersion: ai-etl/v1», затем name и steps.',
    },
  },
  'too-large': {
    kind: 'input',
    message: {
      en: (p: { size: number; limit: number; unit: Localized }) =>
        `the document is too large: ${p.size} ${p.unit.en}, at most ${p.limit}`,
      ru: (p: { size: number; limit: number; unit: Localized }) =>
        `документ слишком велик: ${p.size} ${p.unit.ru}, допустимо не больше ${p.limit}`,
    },
  },
  'unknown-version': {
    kind: 'input',
    message: {
      en: (p: { version: string; known: string[] }) =>
        `apiVersion ${p.version} is not known here; known: ${p.known.join(', ')}`,
      ru: (p: { version: string; known: string[] }) =>
        `apiVersion ${p.version} здесь неизвестна; известны: ${p.known.join(', ')}`,
    },
  },
  'duplicate-key': {
    kind: 'input',
    message: {
      en: (p: { key: string }) => `key "${p.key}" is given twice`,
      ru: (p: { key: string }) => `ключ «${p.key}» указан дважды`,
    },
  },
  'unknown-key': {
    kind: 'input',
    message: {
      en: (p: Named) => `unknown key "${p.key}"${orNearest.en(p.nearest)}`,
      ru: (p: Named) => `неизвестный ключ «${p.key}»${orNearest.ru(p.nearest)}`,
    },
    hint: {
      en: (p: Named) => `Known keys here: ${p.allowed.join(', ')}.`,
      ru: (p: Named) => `Здесь возможны ключи: ${p.allowed.join(', ')}.`,
    },
  },
  'missing-key': {
    kind: 'input',
    message: {
      en: (p: { key: string; expected: Localized }) => `key "${p.key}" is missing, expected ${p.expected.en}`,
      ru: (p: { key: string; expected: Localized }) => `нет ключа «${p.key}», ожидается ${p.expected.ru}`,
    },
  },
  'wrong-value': {
    kind: 'input',
    message: {
      en: (p: Expected) => `${p.value} does not fit, expected ${p.expected.en}`,
      ru: (p: Expected) => `значение ${p.value} не подходит, ожидается ${p.expected.ru}`,
    },
    // What `{ a: coalesce(b, 0) }` becomes in YAML: the usual reason for a value that nobody left empty.
    hint: {
      en: (p: Expected) =>
        p.value === 'null'
          ? 'Inside {…} a comma ends a value: put an expression that has one into quotes.'
          : '',
      ru: (p: Expected) =>
        p.value === 'null'
          ? 'Внутри {…} запятая завершает значение: возьмите выражение с запятой в кавычки.'
          : '',
    },
  },
  'unknown-choice': {
    kind: 'input',
    message: {
      en: (p: { value: string; nearest: string[]; choices: string[] }) =>
        `${p.value} is not one of ${p.choices.join(', ')}${orNearest.en(p.nearest)}`,
      ru: (p: { value: string; nearest: string[]; choices: string[] }) =>
        `${p.value} — не из списка: ${p.choices.join(', ')}${orNearest.ru(p.nearest)}`,
    },
  },
  'unknown-step-kind': {
    kind: 'input',
    message: {
      en: (p: { value: string; nearest: string[]; kinds: string[] }) =>
        `${p.value} is not a kind of step${orNearest.en(p.nearest)}`,
      ru: (p: { value: string; nearest: string[]; kinds: string[] }) =>
        `вида шага ${p.value} нет${orNearest.ru(p.nearest)}`,
    },
    hint: {
      en: (p: { kinds: string[] }) => `Kinds: ${p.kinds.join(', ')}.`,
      ru: (p: { kinds: string[] }) => `Виды: ${p.kinds.join(', ')}.`,
    },
  },
  invalid: {
    kind: 'input',
    message: {
      en: (p: { problems: AiEtlError[] }) => summary(p.problems, 'en', 'the pipeline has problems'),
      ru: (p: { problems: AiEtlError[] }) => summary(p.problems, 'ru', 'в конвейере ошибки'),
    },
  },
});

function summary(problems: AiEtlError[], language: 'en' | 'ru', title: string): string {
  if (problems.length === 1) return problems[0]!.render(language);
  return [
    `${title} (${problems.length}):`,
    ...problems.map((problem) => `- ${problem.render(language)}`),
  ].join('\n');
}
