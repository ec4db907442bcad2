import { decimal, float, integer, printType, simple, timestamp, type LogicalType } from '../../schema';
import { columnsOf, parseExpression, parseQuery, sqlReady, typeExpression, typeQuery, type Scope } from '..';

beforeAll(() => sqlReady());

const field = (name: string, type: LogicalType, nullable = true) => ({ name, type, nullable });
const flights = {
  fields: [
    field('delay', integer(32)),
    field('distance', integer(64), false),
    field('origin', simple('string'), false),
    field('price', decimal(10, 2)),
    field('ratio', float(64)),
    field('day', simple('date')),
    field('departed', timestamp(false)),
    field('known', timestamp(true)),
    field('Город', simple('string')),
    field('late', simple('boolean')),
  ],
};
const airports = { fields: [field('iata', simple('string'), false), field('city', simple('string'), false)] };
const scope: Scope = { tables: { flights }, parameters: { since: simple('date') } };

const typeOf = (text: string) => {
  const { type, nullable } = typeExpression(parseExpression(text), scope, { text });
  return printType(type) + (nullable ? '?' : '');
};

describe('the type of an expression', () => {
  it.each([
    ['delay + 1', 'int32?'],
    ['distance * delay', 'int64?'],
    ['delay / 60', 'int32?'],
    ['price * 1.5', 'decimal(12,3)?'],
    ['price + distance', 'decimal(22,2)?'],
    ['price / 3', 'float64?'],
    ['delay * ratio', 'float64?'],
    ['sum(delay)', 'int64?'],
    ['sum(distance)', 'decimal(38,0)?'],
    ['avg(price)', 'float64?'],
    ['count(distinct origin)', 'int64'],
    ['min(day)', 'date?'],
    ['coalesce("Город", \'нет\')', 'string'],
    ['coalesce(delay, price, 0)', 'decimal(12,2)'],
    ["case when late then 'a' else origin end", 'string'],
    ['case when late then 1 end', 'int32?'],
    ['day + 7', 'date?'],
    ["day + interval '1 month'", 'timestamp?'],
    ["day - date '2024-01-01'", 'int32?'],
    ["date_trunc('month', day)", 'timestamp?'],
    ["date_trunc('month', known)", 'timestamptz?'],
    ['extract(year from departed)', 'decimal(10,0)?'],
    ['extract(month from day) / 3', 'float64?'],
    ['extract(second from departed)', 'decimal(18,6)?'],
    ["known at time zone 'UTC'", 'timestamp?'],
    ["day >= '2024-01-01'", 'boolean?'],
    ['delay is null', 'boolean'],
    ["origin in ('SVO', 'DME')", 'boolean'],
    ["origin || '-' || distance", 'string'],
    ['array[delay, 1]', 'array<int32>'],
    ["string_to_array(origin, ',')", 'array<string>'],
    ['(array[1, 2])[1]', 'int32?'],
    ['row_number() over (order by day)', 'int64'],
    ['lag(distance) over (order by day)', 'int64?'],
    ["parameter('since')", 'date'],
    ['delay::numeric(12, 2)', 'decimal(12,2)?'],
    ["try_cast(origin, 'integer')", 'int32?'],
    ['null', 'string?'],
    ['percentile_cont(0.5) within group (order by delay)', 'float64?'],
    ['round(price)', 'decimal(9,0)?'],
    ['(select max(delay) from flights)', 'int32?'],
    ['exists (select 1 from flights where delay > 1)', 'boolean'],
  ])('%s is %s', (text, type) => {
    expect(typeOf(text)).toBe(type);
  });
});

describe('a mistake is named with its place and what may have been meant', () => {
  it.each([
    ['delai > 15', 'sql.unknown-column', 0, ['delay']],
    ['1 + "город"', 'sql.unknown-column', 4, ['Город']],
    ['f.delay', 'sql.unknown-table', 0, []],
    ['flihgts.delay', 'sql.unknown-table', 0, ['flights']],
    ['flights.delya', 'sql.unknown-column', 0, ['delay']],
    ['1 + lenght(origin)', 'sql.unknown-function', 4, ['length']],
    ["parameter('sinse')", 'sql.unknown-parameter', 0, ['since']],
  ])('%s', (text, code, at, nearest) => {
    expect(() => typeOf(text)).toThrow(
      expect.objectContaining({ code, parameters: expect.objectContaining({ at, nearest }) }),
    );
  });

  it.each([
    ['1 + sum(origin)', 'sql.wrong-arguments', 5],
    ['lower(origin, 1)', 'sql.wrong-arguments', 1],
    ['lower(delay)', 'sql.wrong-arguments', 1],
    ['day > 5', 'sql.type-mismatch', 5],
    ['origin + 1', 'sql.type-mismatch', 8],
    ['late and delay', 'sql.type-mismatch', 6],
    ['not delay', 'sql.type-mismatch', 5],
    ['case when late then 1 else origin end', 'sql.type-mismatch', 1],
    ['delay in (1, day)', 'sql.type-mismatch', 7],
    ['delay between day and 2', 'sql.type-mismatch', 7],
    ['sum(delay) over (order by day) || ratio', 'sql.type-mismatch', 32],
    ['lower(origin) over ()', 'sql.misplaced', 1],
    ['row_number()', 'sql.misplaced', 1],
    ['percentile_cont(0.5)', 'sql.misplaced', 1],
    ['delay + *', 'sql.syntax', 9],
  ])('%s', (text, code, column) => {
    expect(() => typeOf(text)).toThrow(
      expect.objectContaining({ code, where: expect.objectContaining({ line: 1, column }) }),
    );
  });

  it('speaks both languages', () => {
    try {
      typeOf('delai');
    } catch (error) {
      const { render } = error as { render(language: string): string };
      expect(render.call(error, 'ru')).toBe('1:1: нет поля «delai»\nМожет быть, «delay»?');
    }
    expect.assertions(1);
  });
});

describe('the schema of a query', () => {
  const schemaOf = (sql: string) =>
    typeQuery(parseQuery(sql), { flights, airports, nothing: { fields: [] } }, { text: sql }).fields.map(
      ({ name, type, nullable }) => `${name} ${printType(type)}${nullable ? '?' : ''}`,
    );

  it.each([
    [
      'select origin, count(*) as n, sum(distance) as far from flights group by origin',
      ['origin string', 'n int64', 'far decimal(38,0)'],
    ],
    ['select sum(distance) as far from flights', ['far decimal(38,0)?']],
    ['select a.* from flights f left join airports a on a.iata = f.origin', ['iata string?', 'city string?']],
    [
      'select a.iata, f.origin from flights f right join airports a on a.iata = f.origin',
      ['iata string', 'origin string?'],
    ],
    [
      'select iata from airports a full join (select origin as iata from flights) f using (iata)',
      ['iata string'],
    ],
    ['select origin from flights union all select null', ['origin string?']],
    ['select delay as x from flights union select price from flights', ['x decimal(12,2)?']],
    ['with recursive n(x) as (select 1 union all select x + 1 from n) select x from n', ['x int32']],
    ['with t as (select origin as o from flights) select o, length(o) as l from t', ['o string', 'l int32']],
    [
      'select origin, late, count(*) as n from flights group by rollup (origin, late)',
      ['origin string?', 'late boolean?', 'n int64?'],
    ],
    ["values (1, 'a'), (2.5, null)", ['column1 decimal(11,1)', 'column2 string?']],
    ['select t.x from airports a join lateral (select length(a.city) as x) t on true', ['x int32']],
    [
      "select date_trunc('month', day) as m, count(*) as n from flights group by m order by m",
      ['m timestamp?', 'n int64'],
    ],
  ])('%s', (sql, fields) => {
    expect(schemaOf(sql)).toEqual(fields);
  });

  it.each([
    ['select city from flights, airports a, airports b', 'sql.ambiguous-column'],
    ['select delay from flight', 'sql.unknown-table'],
    ['select origin, delay from flights group by origin', 'sql.not-grouped'],
    ['select *, count(*) from flights', 'sql.not-grouped'],
    ['select origin from flights where sum(delay) > 1', 'sql.misplaced'],
    ['select count(*) from flights group by row_number() over ()', 'sql.misplaced'],
    ['select origin from flights having row_number() over () > 1', 'sql.misplaced'],
    ['select origin from flights union select origin, delay from flights', 'sql.column-count'],
    ['select origin from flights union select delay from flights', 'sql.type-mismatch'],
    ['select (select origin, delay from flights)', 'sql.column-count'],
    ['select t.x from airports a join (select length(a.city) as x) t on true', 'sql.unknown-table'],
    ['select lower(origin) as o from flights where o = 1', 'sql.unknown-column'],
    ['select origin from flights limit late', 'sql.unknown-column'],
  ])('%s is refused', (sql, code) => {
    expect(() => schemaOf(sql)).toThrow(expect.objectContaining({ code }));
  });
});

it('lists the columns of an expression, each once', () => {
  const expression = parseExpression(
    `sum(a) over (partition by t.b order by "В") + a + case when c then d end + (select z)`,
  );
  expect(columnsOf(expression)).toEqual([
    { name: 'a' },
    { table: 't', name: 'b' },
    { name: 'В' },
    { name: 'c' },
    { name: 'd' },
  ]);
});
