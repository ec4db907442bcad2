import type { ErrorCode } from 'yaml';
import type { Localized } from '../language';

/** What the YAML reader's error codes mean, for people. */
export const syntaxWords: Partial<Record<ErrorCode, Localized>> = {
  BAD_ALIAS: { en: 'an alias (*name) is not written right', ru: 'псевдоним (*имя) записан неверно' },
  BAD_DQ_ESCAPE: {
    en: 'an unknown escape in a double-quoted text; a backslash is written twice there',
    ru: 'неизвестная escape-последовательность в двойных кавычках; обратная косая черта там удваивается',
  },
  BAD_INDENT: {
    en: 'the indentation does not fit, or a bracket is not closed',
    ru: 'отступ не соответствует структуре или не закрыта скобка',
  },
  BAD_SCALAR_START: {
    en: 'a value may not start with this character; put it into quotes',
    ru: 'значение не может начинаться с этого символа; возьмите его в кавычки',
  },
  BLOCK_AS_IMPLICIT_KEY: {
    en: 'a mapping inside a line; a text with ": " needs quotes',
    ru: 'вложенный набор ключей в одной строке; текст с «: » нужно взять в кавычки',
  },
  BLOCK_IN_FLOW: {
    en: 'a block inside […] or {…} is not possible',
    ru: 'блок внутри […] или {…} невозможен',
  },
  MISSING_CHAR: {
    en: 'a closing quote, bracket, comma or colon is missing',
    ru: 'не хватает закрывающей кавычки, скобки, запятой или двоеточия',
  },
  MULTILINE_IMPLICIT_KEY: {
    en: 'a key stands on one line; a colon may be missing',
    ru: 'ключ занимает одну строку; возможно, не хватает двоеточия',
  },
  MULTIPLE_DOCS: {
    en: 'more than one document (---) in a file; a file holds one pipeline',
    ru: 'в файле больше одного документа (---); в файле один конвейер',
  },
  TAB_AS_INDENT: { en: 'a tab cannot indent; use spaces', ru: 'отступ табуляцией невозможен; нужны пробелы' },
  TAG_RESOLVE_FAILED: { en: 'tags (!name) are not used here', ru: 'теги (!имя) здесь не используются' },
  UNEXPECTED_TOKEN: { en: 'something unexpected stands here', ru: 'здесь стоит неожиданное' },
};

/** `<<` takes over the keys of another mapping, such as `<<: *anchor`. */
export const badMerge: Localized = {
  en: '<< must name a mapping, or a list of them, such as <<: *defaults',
  ru: 'после << должно стоять отображение или список их, например <<: *defaults',
};

/** A document that goes on too deep for anybody. */
export const tooDeep: Localized = { en: 'it is nested too deep', ru: 'слишком глубокая вложенность' };

/** Aliases that multiply ("billion laughs"). */
export const tooManyAliases: Localized = {
  en: 'aliases (*name) repeat too much or name nothing',
  ru: 'псевдонимы (*имя) слишком многократно повторяются или ни на что не указывают',
};
