import { defineErrors, type AiEtlError } from '../errors';
import type { Localized } from '../language';
import { orNearest } from '../spec';

const named = (list: string[]) => list.slice(0, 30).join(', ') + (list.length > 30 ? ', …' : '');

type Unknown = { name: string; nearest: string[]; known: string[] };
type UnknownField = { field: string; step: string; nearest: string[]; fields: string[] };

/** Errors of the plan room: what makes a well-formed spec meaningless. @public */
export const planErrors = defineErrors('plan', {
  invalid: {
    kind: 'input',
    message: {
      en: (p: { problems: AiEtlError[] }) => summary(p.problems, 'en', 'the pipeline has problems'),
      ru: (p: { problems: AiEtlError[] }) => summary(p.problems, 'ru', 'в конвейере ошибки'),
    },
  },
  'duplicate-step': {
    kind: 'input',
    message: {
      en: (p: { id: string }) => `two steps have the id "${p.id}" (letter case does not count)`,
      ru: (p: { id: string }) => `два шага имеют id «${p.id}» (регистр букв не различается)`,
    },
  },
  'unknown-step': {
    kind: 'input',
    message: {
      en: (p: Unknown) => `no step "${p.name}"${orNearest.en(p.nearest)}`,
      ru: (p: Unknown) => `шага «${p.name}» нет${orNearest.ru(p.nearest)}`,
    },
    hint: {
      en: (p: Unknown) => `Steps: ${named(p.known)}.`,
      ru: (p: Unknown) => `Шаги: ${named(p.known)}.`,
    },
  },
  cycle: {
    kind: 'input',
    message: {
      en: (p: { path: string[] }) => `steps feed one another in a circle: ${p.path.join(' → ')}`,
      ru: (p: { path: string[] }) => `шаги питают друг друга по кругу: ${p.path.join(' → ')}`,
    },
  },
  'target-not-an-end': {
    kind: 'input',
    message: {
      en: (p: { target: string }) => `"${p.target}" is a target, nothing can read from it`,
      ru: (p: { target: string }) => `«${p.target}» — цель, читать из неё нельзя`,
    },
    hint: {
      en: () => 'Name the step that feeds the target instead.',
      ru: () => 'Укажите шаг, который питает цель.',
    },
  },
  'duplicate-target': {
    kind: 'input',
    message: {
      en: (p: { object: string; connection: string; other: string }) =>
        `"${p.object}" of connection "${p.connection}" is already the target of step "${p.other}"`,
      ru: (p: { object: string; connection: string; other: string }) =>
        `«${p.object}» подключения «${p.connection}» уже цель шага «${p.other}»`,
    },
    hint: {
      en: () => 'Join both inputs with a union step, or write to another object.',
      ru: () => 'Объедините оба входа шагом union или пишите в другой объект.',
    },
  },
  'unknown-connection': {
    kind: 'input',
    message: {
      en: (p: Unknown) => `no connection "${p.name}"${orNearest.en(p.nearest)}`,
      ru: (p: Unknown) => `подключения «${p.name}» нет${orNearest.ru(p.nearest)}`,
    },
    hint: {
      en: (p: Unknown) => `Declare it under connections: ${p.name}: { system: … }.`,
      ru: (p: Unknown) => `Объявите его в connections: ${p.name}: { system: … }.`,
    },
  },
  'merge-without-keys': {
    kind: 'input',
    message: {
      en: (_: object) => 'merge needs keys: the fields that identify a row',
      ru: (_: object) => 'для merge нужны keys — поля, по которым узнаётся строка',
    },
  },
  'unused-step': {
    kind: 'input',
    message: {
      en: (p: { step: string }) => `nothing reads step "${p.step}"; it does nothing`,
      ru: (p: { step: string }) => `шаг «${p.step}» никто не читает, он ничего не делает`,
    },
  },
  'no-target': {
    kind: 'input',
    message: {
      en: (_: object) => 'the pipeline has no target yet: it can be previewed but loads nothing',
      ru: () => 'у конвейера ещё нет цели: его можно просмотреть, но он ничего не загрузит',
    },
  },
  'sort-is-lost': {
    kind: 'input',
    message: {
      en: (p: { by: string }) => `a sort without a limit means nothing to the ${p.by} step that follows`,
      ru: (p: { by: string }) => `сортировка без limit ничего не значит для следующего шага ${p.by}`,
    },
  },
  'bad-cron': {
    kind: 'input',
    message: {
      en: (p: { cron: string; reason: string }) => `"${p.cron}" is not a cron schedule: ${p.reason}`,
      ru: (p: { cron: string; reason: string }) => `«${p.cron}» — не расписание cron: ${p.reason}`,
    },
    hint: {
      en: () => 'Five fields: minute hour day month weekday, such as "0 6 * * 1-5".',
      ru: () => 'Пять полей: минута час день месяц день_недели, например «0 6 * * 1-5».',
    },
  },
  'cron-never-runs': {
    kind: 'input',
    message: {
      en: (p: { cron: string }) => `"${p.cron}" names a date that never comes`,
      ru: (p: { cron: string }) => `«${p.cron}» указывает дату, которая никогда не наступит`,
    },
  },
  'bad-time-zone': {
    kind: 'input',
    message: {
      en: (p: { zone: string; nearest: string[] }) => `no time zone "${p.zone}"${orNearest.en(p.nearest)}`,
      ru: (p: { zone: string; nearest: string[] }) =>
        `часового пояса «${p.zone}» нет${orNearest.ru(p.nearest)}`,
    },
  },
  'empty-duration': {
    kind: 'input',
    message: {
      en: (p: { text: string }) => `"${p.text}" is no time at all`,
      ru: (p: { text: string }) => `«${p.text}» — нулевая длительность`,
    },
  },
  lookback: {
    kind: 'input',
    message: {
      en: (p: { lookback: string; field: string; type: string; expected: Localized }) =>
        `a lookback of ${p.lookback} does not fit the cursor "${p.field}", which is ${p.type}: give ${p.expected.en}`,
      ru: (p: { lookback: string; field: string; type: string; expected: Localized }) =>
        `lookback ${p.lookback} не подходит курсору «${p.field}» типа ${p.type}: нужно ${p.expected.ru}`,
    },
  },
  'parameter-default': {
    kind: 'input',
    message: {
      en: (p: { parameter: string; value: string; type: string }) =>
        `the default ${p.value} of parameter "${p.parameter}" is not of type ${p.type}`,
      ru: (p: { parameter: string; value: string; type: string }) =>
        `значение по умолчанию ${p.value} параметра «${p.parameter}» — не типа ${p.type}`,
    },
  },
  'unknown-parameter': {
    kind: 'input',
    message: {
      en: (p: Unknown) => `no parameter "${p.name}"${orNearest.en(p.nearest)}`,
      ru: (p: Unknown) => `параметра «${p.name}» нет${orNearest.ru(p.nearest)}`,
    },
    hint: {
      en: (p: Unknown) => `Declare it under parameters: ${p.name}: { type: … }.`,
      ru: (p: Unknown) => `Объявите его в parameters: ${p.name}: { type: … }.`,
    },
  },
  'parameter-not-given': {
    kind: 'input',
    message: {
      en: (p: { parameter: string }) => `parameter "${p.parameter}" has no value and no default`,
      ru: (p: { parameter: string }) => `у параметра «${p.parameter}» нет ни значения, ни умолчания`,
    },
  },
  'unknown-field': {
    kind: 'input',
    message: {
      en: (p: UnknownField) => `no field "${p.field}" in "${p.step}"${orNearest.en(p.nearest)}`,
      ru: (p: UnknownField) => `в «${p.step}» нет поля «${p.field}»${orNearest.ru(p.nearest)}`,
    },
    hint: {
      en: (p: UnknownField) => `Fields of "${p.step}": ${named(p.fields)}.`,
      ru: (p: UnknownField) => `Поля «${p.step}»: ${named(p.fields)}.`,
    },
  },
  'unknown-table': {
    kind: 'input',
    message: {
      en: (p: Unknown) => `"${p.name}" is not an input of this step${orNearest.en(p.nearest)}`,
      ru: (p: Unknown) => `«${p.name}» — не вход этого шага${orNearest.ru(p.nearest)}`,
    },
    hint: {
      en: (p: Unknown) => `Inputs: ${named(p.known)}.`,
      ru: (p: Unknown) => `Входы: ${named(p.known)}.`,
    },
  },
  'ambiguous-field': {
    kind: 'input',
    message: {
      en: (p: { field: string; tables: string[] }) =>
        `field "${p.field}" is in ${p.tables.map((t) => `"${t}"`).join(' and ')}; say which, such as ${p.tables[0]}.${p.field}`,
      ru: (p: { field: string; tables: string[] }) =>
        `поле «${p.field}» есть в ${p.tables.map((t) => `«${t}»`).join(' и ')}; уточните, например ${p.tables[0]}.${p.field}`,
    },
  },
  'field-taken': {
    kind: 'input',
    message: {
      en: (p: { field: string }) => `two fields would be called "${p.field}"`,
      ru: (p: { field: string }) => `два поля назывались бы «${p.field}»`,
    },
    hint: {
      en: () => 'Rename one of them, with {new: old} in a select step.',
      ru: () => 'Переименуйте одно из них: {новое: старое} в шаге select.',
    },
  },
  'fields-differ-by-case': {
    kind: 'input',
    message: {
      en: (p: { fields: string[] }) =>
        `fields ${p.fields.join(' and ')} differ by letter case only; some systems take them for one`,
      ru: (p: { fields: string[] }) =>
        `поля ${p.fields.join(' и ')} отличаются только регистром букв; некоторые системы их не различают`,
    },
  },
  'not-boolean': {
    kind: 'input',
    message: {
      en: (p: { text: string; type: string }) => `"${p.text}" is ${p.type}, a condition must be boolean`,
      ru: (p: { text: string; type: string }) =>
        `«${p.text}» имеет тип ${p.type}, а условие должно быть boolean`,
    },
  },
  'no-aggregate': {
    kind: 'input',
    message: {
      en: (p: { measure: string; text: string }) => `measure "${p.measure}" does not aggregate: ${p.text}`,
      ru: (p: { measure: string; text: string }) => `мера «${p.measure}» ничего не агрегирует: ${p.text}`,
    },
    hint: {
      en: () => 'Use an aggregate such as sum(…), count(*) or max(…), or put the field into by.',
      ru: () => 'Нужна агрегатная функция: sum(…), count(*), max(…); либо внесите поле в by.',
    },
  },
  'ungrouped-field': {
    kind: 'input',
    message: {
      en: (p: { field: string }) => `field "${p.field}" is neither in by nor inside an aggregate`,
      ru: (p: { field: string }) => `поле «${p.field}» не входит ни в by, ни в агрегатную функцию`,
    },
  },
  'nothing-to-aggregate': {
    kind: 'input',
    message: {
      en: (_: object) => 'an aggregate step needs by, measures or both',
      ru: () => 'шагу aggregate нужны by, measures или то и другое',
    },
  },
  'misplaced-aggregate': {
    kind: 'input',
    message: {
      en: (p: { function: string }) => `${p.function}(…) works over many rows, this place has one`,
      ru: (p: { function: string }) => `${p.function}(…) работает со многими строками, а здесь одна`,
    },
    hint: {
      en: () => 'Use an aggregate or a window step.',
      ru: () => 'Используйте шаг aggregate или window.',
    },
  },
  'not-a-window-call': {
    kind: 'input',
    message: {
      en: (p: { text: string }) =>
        `"${p.text}" has no window function, such as row_number(), lag(…) or sum(…)`,
      ru: (p: { text: string }) => `в «${p.text}» нет оконной функции вроде row_number(), lag(…) или sum(…)`,
    },
  },
  'not-comparable': {
    kind: 'input',
    message: {
      en: (p: { left: string; right: string }) => `${p.left} and ${p.right} cannot be compared`,
      ru: (p: { left: string; right: string }) => `${p.left} и ${p.right} нельзя сравнить`,
    },
    hint: {
      en: () => 'Convert one side first, with cast(… as …) in a derive step.',
      ru: () => 'Сначала преобразуйте одну сторону: cast(… as …) в шаге derive.',
    },
  },
  'join-needs-on': {
    kind: 'input',
    message: {
      en: (p: { type: string }) =>
        `a join of type ${p.type} needs on; every row with every row is type: cross`,
      ru: (p: { type: string }) => `соединению ${p.type} нужно on; каждая строка с каждой — это type: cross`,
    },
  },
  'cross-join-with-on': {
    kind: 'input',
    message: {
      en: (_: object) => 'a cross join pairs every row with every row, it has no on',
      ru: () => 'cross соединяет каждую строку с каждой, on у него нет',
    },
  },
  'join-of-itself': {
    kind: 'input',
    message: {
      en: (p: { step: string }) => `both sides are "${p.step}", so its fields cannot be told apart`,
      ru: (p: { step: string }) => `обе стороны — «${p.step}», их поля не различить`,
    },
    hint: {
      en: () => 'Put a select step before one side.',
      ru: () => 'Поставьте перед одной из сторон шаг select.',
    },
  },
  'union-fields-differ': {
    kind: 'input',
    message: {
      en: (p: { first: string; other: string; missing: string[]; extra: string[] }) =>
        `"${p.other}" has other fields than "${p.first}"${p.missing.length ? `; missing: ${named(p.missing)}` : ''}${p.extra.length ? `; extra: ${named(p.extra)}` : ''}`,
      ru: (p: { first: string; other: string; missing: string[]; extra: string[] }) =>
        `поля «${p.other}» не те, что у «${p.first}»${p.missing.length ? `; нет: ${named(p.missing)}` : ''}${p.extra.length ? `; лишние: ${named(p.extra)}` : ''}`,
    },
    hint: {
      en: () => 'Fields are matched by name; bring both to one list with a select step.',
      ru: () => 'Поля сопоставляются по именам; приведите оба входа к одному списку шагом select.',
    },
  },
  'union-types-differ': {
    kind: 'input',
    message: {
      en: (p: { field: string; first: string; other: string; input: string }) =>
        `field "${p.field}" is ${p.other} in "${p.input}" but ${p.first} before`,
      ru: (p: { field: string; first: string; other: string; input: string }) =>
        `поле «${p.field}» в «${p.input}» имеет тип ${p.other}, а до этого ${p.first}`,
    },
  },
  'empty-check': {
    kind: 'input',
    message: {
      en: (p: { check: string }) => `check "${p.check}" needs exactly one of expect, notNull, unique, rows`,
      ru: (p: { check: string }) => `проверке «${p.check}» нужно ровно одно из expect, notNull, unique, rows`,
    },
  },
  'reject-needs-rows': {
    kind: 'input',
    message: {
      en: (p: { check: string }) =>
        `check "${p.check}" judges the whole dataset, so no row can be set aside for it`,
      ru: (p: { check: string }) => `проверка «${p.check}» судит весь набор, отложить строку по ней нельзя`,
    },
    hint: {
      en: () => 'severity: reject goes with expect and notNull.',
      ru: () => 'severity: reject возможно для expect и notNull.',
    },
  },
  'duplicate-check': {
    kind: 'input',
    message: {
      en: (p: { check: string }) => `two checks are called "${p.check}"`,
      ru: (p: { check: string }) => `две проверки называются «${p.check}»`,
    },
  },
  'mask-needs-type': {
    kind: 'input',
    message: {
      en: (p: { field: string; method: string; type: string }) =>
        `"${p.method}" cannot mask "${p.field}" of type ${p.type}`,
      ru: (p: { field: string; method: string; type: string }) =>
        `«${p.method}» не может скрыть «${p.field}» типа ${p.type}`,
    },
  },
  'schema-needed': {
    kind: 'refusal',
    message: {
      en: (p: { step: string; source: string; reason: Localized }) =>
        `step "${p.step}" cannot be written as SQL: ${p.reason.en}, but the fields of "${p.source}" are not known`,
      ru: (p: { step: string; source: string; reason: Localized }) =>
        `шаг «${p.step}» нельзя записать на SQL: ${p.reason.ru}, а поля «${p.source}» неизвестны`,
    },
    hint: {
      en: (p: { source: string }) =>
        `List them in step "${p.source}": fields: […], or validate with a connection.`,
      ru: (p: { source: string }) =>
        `Перечислите их в шаге «${p.source}»: fields: […], либо проверьте с подключением.`,
    },
  },
  'no-such-step': {
    kind: 'input',
    message: {
      en: (p: Unknown) => `the plan has no step "${p.name}"${orNearest.en(p.nearest)}`,
      ru: (p: Unknown) => `в плане нет шага «${p.name}»${orNearest.ru(p.nearest)}`,
    },
  },
});

function summary(problems: AiEtlError[], language: 'en' | 'ru', title: string): string {
  if (problems.length === 1) return problems[0]!.render(language);
  const lines = problems.map((problem) => `- ${problem.render(language)}`);
  return [`${title} (${problems.length}):`, ...lines].join('\n');
}
