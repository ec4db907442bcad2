import { defineErrors } from '../errors';

interface Syntax {
  near: string;
  at: number;
  /** PostgreSQL's own words, where they say more than that the syntax is wrong. */
  reason?: string;
}
interface Construct {
  construct: string;
  at?: number;
}
interface Names {
  name: string;
  nearest: string[];
  at?: number;
}
interface Cannot {
  dialect: string;
  refusals: { construct: string; reason: string; причина: string }[];
}

const quoted = (names: string[]) => names.map((name) => `"${name}"`).join(', ');
const вКавычках = (names: string[]) => names.map((name) => `«${name}»`).join(', ');
const suggestion = {
  en: (p: Names) => (p.nearest.length > 0 ? `Did you mean ${quoted(p.nearest)}?` : ''),
  ru: (p: Names) => (p.nearest.length > 0 ? `Может быть, ${вКавычках(p.nearest)}?` : ''),
};

/** Errors of the sql room. Parameters carry `at`, the offset in characters, where a place in a text is known. @public */
export const sqlErrors = defineErrors('sql', {
  syntax: {
    kind: 'input',
    message: {
      en: ({ near, reason }: Syntax) =>
        (near === '' ? 'SQL ends too early' : `SQL is wrong at "${near}"`) + (reason ? `: ${reason}` : ''),
      ru: ({ near, reason }: Syntax) =>
        (near === '' ? 'SQL обрывается' : `ошибка SQL возле «${near}»`) + (reason ? `: ${reason}` : ''),
    },
  },
  'not-one-statement': {
    kind: 'input',
    message: {
      en: (p: { count: number }) => `one SELECT is wanted, the text holds ${p.count} statements`,
      ru: (p: { count: number }) => `нужен один SELECT, а в тексте операторов: ${p.count}`,
    },
  },
  'not-one-expression': {
    kind: 'input',
    message: {
      en: (p: { text: string }) => `"${p.text}" is not one expression`,
      ru: (p: { text: string }) => `«${p.text}» — не одно выражение`,
    },
  },
  'not-ready': {
    kind: 'internal',
    message: {
      en: (_: object) => 'the SQL grammar is not loaded: await sqlReady() first',
      ru: (_: object) => 'грамматика SQL не загружена: сначала await sqlReady()',
    },
  },
  'construct-refused': {
    kind: 'refusal',
    message: {
      en: (p: Construct) => `${p.construct} is not supported here`,
      ru: (p: Construct) => `${p.construct} здесь не поддерживается`,
    },
  },
  'unknown-column': {
    kind: 'input',
    message: {
      en: (p: Names) => `no field "${p.name}"`,
      ru: (p: Names) => `нет поля «${p.name}»`,
    },
    hint: suggestion,
  },
  'ambiguous-column': {
    kind: 'input',
    message: {
      en: (p: { name: string; tables: string[]; at?: number }) =>
        `"${p.name}" is a field of ${quoted(p.tables)}`,
      ru: (p: { name: string; tables: string[]; at?: number }) =>
        `поле «${p.name}» есть в ${вКавычках(p.tables)}`,
    },
    hint: {
      en: (p: { name: string; tables: string[] }) =>
        `Write ${p.tables.map((table) => `${table}.${p.name}`).join(' or ')}.`,
      ru: (p: { name: string; tables: string[] }) =>
        `Напишите ${p.tables.map((table) => `${table}.${p.name}`).join(' или ')}.`,
    },
  },
  'unknown-table': {
    kind: 'input',
    message: {
      en: (p: Names) => `no table "${p.name}"`,
      ru: (p: Names) => `нет таблицы «${p.name}»`,
    },
    hint: suggestion,
  },
  'unknown-parameter': {
    kind: 'input',
    message: {
      en: (p: Names) => `no parameter "${p.name}"`,
      ru: (p: Names) => `нет параметра «${p.name}»`,
    },
    hint: suggestion,
  },
  'unknown-function': {
    kind: 'input',
    message: {
      en: (p: Names) => `no function "${p.name}"`,
      ru: (p: Names) => `нет функции «${p.name}»`,
    },
    hint: suggestion,
  },
  'wrong-arguments': {
    kind: 'input',
    message: {
      en: (p: { function: string; given: string[]; wanted: string[]; at?: number }) =>
        `${p.function} takes ${p.wanted.join(' or ')}, not (${p.given.join(', ')})`,
      ru: (p: { function: string; given: string[]; wanted: string[]; at?: number }) =>
        `${p.function} принимает ${p.wanted.join(' или ')}, а не (${p.given.join(', ')})`,
    },
  },
  'type-mismatch': {
    kind: 'input',
    message: {
      en: (p: { operation: string; types: string[]; at?: number }) =>
        `${p.operation} does not fit ${p.types.join(' and ')}`,
      ru: (p: { operation: string; types: string[]; at?: number }) =>
        `${p.operation} не подходит к ${p.types.join(' и ')}`,
    },
    hint: {
      en: (_: object) => 'Cast one side: field::type.',
      ru: (_: object) => 'Приведите одну сторону: поле::тип.',
    },
  },
  misplaced: {
    kind: 'input',
    message: {
      en: (p: { what: string; place: string; at?: number }) => `${p.what} cannot stand in ${p.place}`,
      ru: (p: { what: string; place: string; at?: number }) => `${p.what} не может стоять в ${p.place}`,
    },
  },
  'not-grouped': {
    kind: 'input',
    message: {
      en: (p: { name: string; at?: number }) => `"${p.name}" is neither grouped by nor inside an aggregate`,
      ru: (p: { name: string; at?: number }) => `«${p.name}» — не ключ группировки и не внутри агрегата`,
    },
    hint: {
      en: (p: { name: string }) => `Group by ${p.name} too, or take min(${p.name}).`,
      ru: (p: { name: string }) => `Группируйте и по ${p.name} или возьмите min(${p.name}).`,
    },
  },
  'column-count': {
    kind: 'input',
    message: {
      en: (p: { operation: string; left: number; right: number; at?: number }) =>
        `${p.operation} needs the same number of columns on both sides, not ${p.left} and ${p.right}`,
      ru: (p: { operation: string; left: number; right: number; at?: number }) =>
        `${p.operation}: слева и справа должно быть поровну столбцов, а не ${p.left} и ${p.right}`,
    },
  },
  'dialect-cannot': {
    kind: 'refusal',
    message: {
      en: (p: Cannot) =>
        `${p.dialect} cannot say ${p.refusals.map((r) => `${r.construct} (${r.reason})`).join('; ')}`,
      ru: (p: Cannot) =>
        `${p.dialect} не может выразить: ${p.refusals.map((r) => `${r.construct} (${r.причина})`).join('; ')}`,
    },
  },
  'unknown-dialect': {
    kind: 'input',
    message: {
      en: (p: { name: string; known: string[] }) =>
        `no SQL dialect "${p.name}"; there are ${p.known.join(', ')}`,
      ru: (p: { name: string; known: string[] }) =>
        `нет диалекта SQL «${p.name}»; есть ${p.known.join(', ')}`,
    },
  },
  'dialect-not-read': {
    kind: 'refusal',
    message: {
      en: (p: { dialect: string; read: string[] }) =>
        `SQL of ${p.dialect} is printed, not read; read are ${p.read.join(' and ')}`,
      ru: (p: { dialect: string; read: string[] }) =>
        `SQL диалекта ${p.dialect} печатается, но не читается; читаются ${p.read.join(' и ')}`,
    },
  },
  'not-read-only': {
    kind: 'refusal',
    message: {
      en: (p: { found: string; at?: number }) =>
        `only reading is allowed here, and ${p.found} is more than that`,
      ru: (p: { found: string; at?: number }) =>
        `здесь можно только читать, а ${p.found} — больше, чем чтение`,
    },
  },
});
