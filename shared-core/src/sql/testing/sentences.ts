import fc from 'fast-check';

type Kind = 'integer' | 'decimal' | 'float' | 'text' | 'boolean' | 'date';

/** Columns of the fixture `people`, by kind. */
const columns: Record<Kind, string[]> = {
  integer: ['id', 'boss'],
  decimal: ['salary'],
  float: ['rating'],
  text: ['name', '"Город"'],
  boolean: ['active'],
  date: ['hired'],
};

const literals: Record<Kind, string[]> = {
  integer: ['0', '1', '-2', '7', 'null::integer'],
  decimal: ['0.5', '-1.75', '100.00', '0.01'],
  float: ['1.5::float8', '-0.25::float8'],
  text: ["''", "'Москва'", "'О''Нил'", "' x '", "'12'"],
  boolean: ['true', 'false', 'null::boolean'],
  date: ["date '2024-02-29'", "date '1999-12-31'", "'2020-01-15'::date"],
};

/** What may be said of each kind; `{kind}` is a smaller expression of that kind. */
const templates: Record<Kind, string[]> = {
  integer: [
    '({integer} + {integer})',
    '({integer} - {integer})',
    '({integer} * {integer})',
    '({integer} / nullif({integer}, 0))',
    '({integer} % nullif({integer}, 0))',
    'case when {integer} <> 0 then 10 / ({integer} + 1000000) else 5 end',
    '- {integer}',
    'abs({integer})',
    'length({text})',
    'strpos({text}, {text})',
    'coalesce({integer}, {integer})',
    'greatest({integer}, {integer})',
    'least({integer}, {integer}, {integer})',
    'nullif({integer}, {integer})',
    'case when {boolean} then {integer} else {integer} end',
    '({decimal})::integer',
    '({float})::integer',
    '({boolean})::integer',
    '({date} - {date})',
    'mod({integer}, 4)',
  ],
  decimal: [
    '({decimal} + {decimal})',
    '({decimal} - {integer})',
    '({decimal} * {integer})',
    '({decimal} * 0.5)',
    'round({decimal}, 1)',
    'round({decimal})',
    'trunc({decimal}, 1)',
    'ceil({decimal})',
    'coalesce({decimal}, {integer})',
    'greatest({decimal}, {decimal})',
    'case when {boolean} then {decimal} else {integer} end',
    '({integer})::numeric(12, 2)',
    '({decimal})::numeric(12, 1)',
    'mod({decimal}, 3)',
    'div({integer}, 3)',
    'extract(month from {date})',
  ],
  float: [
    '({float} + {decimal})',
    '({float} * {integer})',
    '({float} / nullif({float}, 0))',
    '({decimal} / nullif({decimal}, 0))',
    'round({float})',
    'floor({float})',
    'sqrt(abs({float}))',
    'coalesce({float}, {decimal})',
    'greatest({float}, {integer})',
    'case when {boolean} then {float} else {decimal} end',
  ],
  text: [
    'lower({text})',
    'upper({text})',
    '({text} || {text})',
    '({text} || {integer})',
    "concat({text}, '-', {integer})",
    "concat_ws('/', {text}, {integer}, {text})",
    'substring({text}, {integer})',
    'substring({text}, {integer}, abs({integer}))',
    'left({text}, {integer})',
    'right({text}, {integer})',
    'trim({text})',
    "replace({text}, 'о', '0')",
    "coalesce({text}, 'нет')",
    'case when {boolean} then {text} end',
    "lpad({text}, 5, '.')",
    "split_part({text}, 'в', 1)",
    '({integer})::text',
    '({boolean})::text',
    '({date})::text',
    "to_char({date}, 'DD.MM.YY')",
    "regexp_replace({text}, '[а-я]', '*', 'g')",
    'greatest({text}, {text})',
  ],
  boolean: [
    '({integer} > {integer})',
    '({decimal} <= {decimal})',
    '({integer} > {decimal})',
    '({text} = {text})',
    '({boolean} and {boolean})',
    '({boolean} or {boolean})',
    '(not {boolean})',
    '({text} is null)',
    '({integer} is not distinct from {integer})',
    '({decimal} is distinct from {float})',
    '({boolean} is not true)',
    "({text} like '%о%')",
    "({text} not ilike 'м%')",
    '({integer} in (1, 2, null))',
    '({integer} not in (1, {integer}))',
    '({integer} between {integer} and {integer})',
    '({date} < {date})',
    "({date} > '2020-06-01')",
    "starts_with({text}, 'М')",
  ],
  date: [
    '({date} + {integer} % 1000)',
    'coalesce({date}, {date})',
    'make_date(2024, 2, 1 + abs({integer}) % 20)',
    'greatest({date}, {date})',
    "date_trunc('month', {date})::date",
    'case when {boolean} then {date} end',
    "({date} + interval '1 month')::date",
  ],
};

const kinds = Object.keys(templates) as Kind[];

const expressions = fc.letrec<Record<Kind, string>>((tie) => {
  const leaf = (kind: Kind) =>
    fc.oneof({ weight: 3, arbitrary: fc.constantFrom(...columns[kind]) }, fc.constantFrom(...literals[kind]));
  const filled = (template: string) => {
    const slots = [...template.matchAll(/\{(\w+)\}/g)].map(([, kind]) => tie(kind as Kind));
    return fc.tuple(...slots).map((parts) => {
      const rest = [...parts];
      return template.replace(/\{\w+\}/g, () => rest.shift() ?? '');
    });
  };
  const choice = (kind: Kind) => fc.oneof({ maxDepth: 3 }, leaf(kind), ...templates[kind].map(filled));
  return Object.fromEntries(kinds.map((kind) => [kind, choice(kind)])) as Record<Kind, fc.Arbitrary<string>>;
});

const anyExpression = fc.oneof(...kinds.map((kind) => expressions[kind]));

/** Queries over the fixture `people`: an expression a row, a filter, a group. */
export const sentences: fc.Arbitrary<string> = fc.oneof(
  { weight: 4, arbitrary: anyExpression.map((e) => `select id, ${e} as r from people order by id`) },
  expressions.boolean.map((condition) => `select id from people where ${condition} order by id`),
  fc
    .tuple(expressions.text, expressions.integer, expressions.boolean)
    .map(
      ([key, value, filter]) =>
        `select ${key} as k, sum(${value}) filter (where ${filter}) as s, count(${value}) as n, max(${key}) as m from people group by 1`,
    ),
  expressions.integer.map(
    (value) =>
      `select id, sum(${value}) over (order by id rows between 2 preceding and 1 preceding) as s, lag(${value}) over (order by id) as l from people order by id`,
  ),
);
