import type { TableSchema } from '../schema';
import type { Expression, OrderTerm, Query, Relation, SelectQuery } from './ast';
import type { DialectId } from './dialects/dialect';
import { knownTypes, type KnownTypes } from './typing/typing';

/** Something that may still differ between engines on data that the SQL does not show. @public */
export interface Hazard {
  code: string;
  en: string;
  ru: string;
  /** Offset in characters into the text, where it is known. */
  at?: number;
}

type Check = (expression: Expression, context: Context) => boolean;

interface Context extends KnownTypes {
  to: DialectId;
}

const kind = (expression: Expression, { types }: Context) => {
  const type = types.get(expression)?.type;
  return type === undefined || typeof type === 'string' ? undefined : type.kind;
};
const isCall = (expression: Expression, ...names: string[]) =>
  expression.kind === 'call' && names.includes(expression.function);

const isReading = (expression: Expression, { types }: Context) => {
  const type = types.get(expression)?.type;
  return typeof type === 'object' && type.kind === 'timestamp' && !type.zone;
};

const table: { code: string; en: string; ru: string; dialects: DialectId[]; when: Check }[] = [
  {
    code: 'regular-expression',
    en: 'ClickHouse and DuckDB use RE2: no look-around and no back references inside the pattern',
    ru: 'ClickHouse и DuckDB используют RE2: без просмотра вперёд и назад и без обратных ссылок в шаблоне',
    dialects: ['clickhouse', 'duckdb'],
    when: (e) =>
      (e.kind === 'binary' && e.operator.includes('~')) ||
      isCall(e, 'regexp_replace', 'regexp_like', 'regexp_substr', 'regexp_count'),
  },
  {
    code: 'integer-overflow',
    en: 'ClickHouse wraps 64-bit integers around where PostgreSQL stops',
    ru: 'ClickHouse переполняет 64-битные целые молча, PostgreSQL останавливается',
    dialects: ['clickhouse'],
    when: (e, c) => e.kind === 'binary' && ['+', '-', '*'].includes(e.operator) && kind(e, c) === 'integer',
  },
  {
    code: 'approximate-division',
    en: 'a division of decimals is done in float64: 15 digits agree',
    ru: 'деление десятичных делается в float64: совпадают 15 знаков',
    dialects: ['clickhouse', 'duckdb'],
    when: (e, c) =>
      e.kind === 'binary' &&
      e.operator === '/' &&
      [e.left, e.right].some((side) => kind(side, c) === 'decimal'),
  },
  {
    code: 'approximate-average',
    en: 'an average is a float64 there, and numeric in PostgreSQL: 15 digits agree',
    ru: 'среднее там float64, а в PostgreSQL numeric: совпадают 15 знаков',
    dialects: ['clickhouse', 'duckdb'],
    when: (e) => isCall(e, 'avg'),
  },
  {
    code: 'float-as-text',
    en: 'a float turned into text may be written with another number of digits',
    ru: 'число с плавающей точкой в тексте может иметь другое число цифр',
    dialects: ['clickhouse', 'duckdb'],
    when: (e, c) => e.kind === 'cast' && e.type.kind === 'string' && kind(e.operand, c) === 'float',
  },
  {
    code: 'text-as-number',
    en: 'DuckDB reads "1.5" as the integer 2, where PostgreSQL stops',
    ru: 'DuckDB читает «1.5» как целое 2, PostgreSQL останавливается',
    dialects: ['duckdb'],
    when: (e, c) =>
      e.kind === 'cast' && !e.try && e.type.kind === 'integer' && kind(e.operand, c) === 'string',
  },
  {
    code: 'integer-of-unknown',
    en: 'the type of what is cast is not known: ClickHouse cuts a fraction off, where PostgreSQL rounds; give the schema of the table',
    ru: 'тип приводимого неизвестен: ClickHouse отбрасывает дробную часть, PostgreSQL округляет; задайте схему таблицы',
    dialects: ['clickhouse'],
    when: (e, c) =>
      e.kind === 'cast' && !e.try && e.type.kind === 'integer' && kind(e.operand, c) === undefined,
  },
  {
    code: 'text-as-date',
    en: 'ClickHouse reads a date in its ISO form only, PostgreSQL in others too',
    ru: 'ClickHouse читает дату только в форме ISO, PostgreSQL — и в других',
    dialects: ['clickhouse'],
    when: (e, c) => e.kind === 'cast' && !e.try && e.type.kind === 'date' && kind(e.operand, c) === 'string',
  },
  {
    code: 'date-range',
    en: 'ClickHouse holds dates from 1900 to 2299 only',
    ru: 'ClickHouse хранит даты только с 1900 по 2299 год',
    dialects: ['clickhouse'],
    when: (e) =>
      (e.kind === 'cast' && ['date', 'timestamp'].includes(e.type.kind)) ||
      isCall(e, 'make_date', 'to_date', 'to_timestamp', 'make_timestamp'),
  },
  {
    code: 'session-zone',
    en: 'an instant is read in the zone of the session: keep sessions in UTC',
    ru: 'момент времени зависит от пояса сессии: держите сессии в UTC',
    dialects: ['postgresql', 'clickhouse', 'duckdb'],
    when: (e) => isCall(e, 'now', 'current_date', 'localtimestamp', 'timezone'),
  },
  {
    code: 'clock-change',
    en: 'a reading that a clock change skips or repeats is resolved differently: PostgreSQL takes standard time',
    ru: 'показание часов, пропущенное или повторённое при переводе, трактуется по-разному: PostgreSQL берёт зимнее время',
    dialects: ['clickhouse', 'duckdb'],
    when: (e, c) =>
      e.kind === 'call' &&
      e.function === 'timezone' &&
      e.arguments[1] !== undefined &&
      isReading(e.arguments[1], c),
  },
  {
    code: 'null-array',
    en: 'an array cannot be NULL in ClickHouse: over no rows it is empty',
    ru: 'массив в ClickHouse не бывает NULL: без строк он пустой',
    dialects: ['clickhouse'],
    when: (e) => isCall(e, 'array_agg'),
  },
  {
    code: 'undefined-order',
    en: 'without ORDER BY inside, the order of its values is the engine’s own',
    ru: 'без ORDER BY внутри порядок значений у каждого движка свой',
    dialects: ['postgresql', 'clickhouse', 'duckdb'],
    when: (e) =>
      e.kind === 'call' && ['string_agg', 'array_agg', 'any_value'].includes(e.function) && !e.orderBy,
  },
];

const collation = (at?: number): Hazard => ({
  code: 'collation',
  en: 'PostgreSQL sorts text by the collation of the database, ClickHouse and DuckDB by bytes',
  ru: 'PostgreSQL сортирует текст по правилам базы, ClickHouse и DuckDB — побайтно',
  ...(at !== undefined && { at }),
});

const grandTotal: Hazard = {
  code: 'grand-total-of-nothing',
  en: 'over no rows ROLLUP, CUBE and GROUPING SETS give no grand total in ClickHouse, and one in PostgreSQL',
  ru: 'без строк ROLLUP, CUBE и GROUPING SETS не дают в ClickHouse общего итога, а в PostgreSQL дают',
};

/** Hazards of a query in a dialect, each code once, at its first place. @internal */
export function hazardsOf(query: Query, to: DialectId, tables: Record<string, TableSchema>): Hazard[] {
  const context: Context = { ...knownTypes({ query }, { tables }), to };
  const found = new Map<string, Hazard>();
  for (const expression of context.types.keys())
    for (const { code, en, ru, dialects, when } of table)
      if (!found.has(code) && dialects.includes(to) && when(expression, context))
        found.set(code, { code, en, ru, ...(expression.at !== undefined && { at: expression.at }) });
  const sorted =
    to === 'postgresql'
      ? undefined
      : ordersOf(query).find(
          ({ expression }) => kind(expression, context) === 'string' && !isCall(expression, 'collate'),
        );
  const totals = to === 'clickhouse' && selectsOf(query).some(hasGrandTotal);
  return [
    ...found.values(),
    ...(sorted ? [collation(sorted.expression.at)] : []),
    ...(totals ? [grandTotal] : []),
  ];
}

const hasGrandTotal = ({ groupBy }: SelectQuery): boolean =>
  groupBy?.kind === 'rollup' ||
  groupBy?.kind === 'cube' ||
  (groupBy?.kind === 'sets' && groupBy.sets.some((set) => set.length === 0));

function selectsOf(query: Query): SelectQuery[] {
  if (query.kind === 'values') return [];
  const common = (query.with ?? []).flatMap((part) => selectsOf(part.query));
  if (query.kind === 'set') return [...common, ...selectsOf(query.left), ...selectsOf(query.right)];
  return [...common, query, ...(query.from ? selectsIn(query.from) : [])];
}

function selectsIn(relation: Relation): SelectQuery[] {
  if (relation.kind === 'join') return [...selectsIn(relation.left), ...selectsIn(relation.right)];
  return relation.kind === 'derived' ? selectsOf(relation.query) : [];
}

function ordersOf(query: Query): OrderTerm[] {
  if (query.kind === 'values') return [];
  const common = (query.with ?? []).flatMap((part) => ordersOf(part.query));
  const inner = query.kind === 'set' ? [...ordersOf(query.left), ...ordersOf(query.right)] : [];
  return [...common, ...inner, ...(query.orderBy ?? [])];
}
