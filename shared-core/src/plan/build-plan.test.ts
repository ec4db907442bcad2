import { parseType, type TableSchema } from '../schema';
import { sqlReady } from '../sql';
import { validateSpec } from './index';

beforeAll(sqlReady);

/** A schema from `name: type`; a type that ends with ! is never null. */
const schema = (fields: Record<string, string>): TableSchema => ({
  fields: Object.entries(fields).map(([name, text]) => ({
    name,
    type: parseType(text.replace(/!$/, '')),
    nullable: !text.endsWith('!'),
  })),
});

const flights = schema({
  date: 'timestamp',
  delay: 'int64',
  distance: 'int64',
  origin: 'string',
  destination: 'string',
});
const airports = schema({ iata: 'string!', name: 'string', state: 'string', latitude: 'float64' });
const head = [
  'apiVersion: ai-etl/v1',
  'name: p',
  'parameters: { least: { type: int64, default: 15 } }',
  'connections: { f: { system: file }, w: { system: postgresql } }',
  'steps:',
  '  - { id: flights, kind: source, connection: f, object: flights.csv }',
  '  - { id: airports, kind: source, connection: f, object: airports.csv }',
];
const target = (input: string) => `{ id: t, kind: target, input: ${input}, connection: w, object: t }`;

const check = (lines: string[], schemas: Record<string, TableSchema> = { flights, airports }) =>
  validateSpec([...head, ...lines.map((line) => `  - ${line}`)].join('\n'), { schemas, file: 'p.yaml' });

const messages = async (lines: string[], schemas?: Record<string, TableSchema>) =>
  (await check(lines, schemas)).findings
    .filter(({ code }) => !['plan.no-target', 'plan.unused-step'].includes(code))
    .map(({ line, column, path, message }) => `${line}:${column} ${path}: ${message}`);

/** Types of what leaves the last of some steps. */
async function typed(lines: string[], schemas?: Record<string, TableSchema>) {
  const { plan, problems } = await check(lines, schemas);
  expect(problems.map((problem) => problem.message)).toEqual([]);
  const { printType } = await import('../schema');
  return plan!.steps
    .at(-1)!
    .shape.fields.map(
      ({ name, type, nullable }) => `${name} ${type ? printType(type) : '?'}${nullable ? '' : '!'}`,
    );
}

describe('structure', () => {
  it.each([
    [
      '8:11 steps[2].id: two steps have the id "Flights" (letter case does not count)',
      ['{ id: Flights, kind: sort, input: airports }'],
    ],
    [
      '8:35 steps[2].input: no step "flight". Did you mean "flights"?',
      ['{ id: a, kind: filter, input: flight, where: "true" }'],
    ],
    [
      '8:5 steps[2]: steps feed one another in a circle: a → c → b → a',
      [
        '{ id: a, kind: sort, input: b }',
        '{ id: b, kind: sort, input: c }',
        '{ id: c, kind: sort, input: a }',
      ],
    ],
    [
      '9:33 steps[3].input: "t" is a target, nothing can read from it',
      [target('flights'), '{ id: a, kind: sort, input: t }'],
    ],
    [
      '9:67 steps[3].object: "t" of connection "w" is already the target of step "t"',
      [target('flights'), '{ id: u, kind: target, input: flights, connection: w, object: t }'],
    ],
    [
      '8:67 steps[2].connection: no connection "ware"',
      ['{ id: t, kind: target, object: t, input: flights, connection: ware }'],
    ],
    [
      '8:76 steps[2].mode: merge needs keys: the fields that identify a row',
      ['{ id: t, kind: target, input: flights, connection: w, object: t, mode: merge }'],
    ],
  ])('%s', async (message, lines) => {
    expect(await messages(lines)).toContain(message);
  });

  it('warns of a step that nothing reads, and of a draft without a target', async () => {
    const unused = await check(['{ id: a, kind: sort, input: flights }', target('airports')], {});
    expect(unused.findings.map(({ severity, code, step }) => [severity, code, step])).toEqual([
      ['warning', 'plan.unused-step', 'a'],
    ]);
    const draft = await check([]);
    expect(draft.plan!.steps).toHaveLength(2);
    expect(draft.findings.map(({ code }) => code)).toEqual(['plan.no-target']);
  });

  it('puts steps into dependency order, the written one where it can', async () => {
    const { plan } = await check([
      '{ id: b, kind: sort, input: a }',
      '{ id: a, kind: sort, input: flights }',
    ]);
    expect(plan!.steps.map(({ step }) => step.id)).toEqual(['flights', 'airports', 'a', 'b']);
  });
});

describe('settings', () => {
  const settings = async (text: string) =>
    (await validateSpec([text, ...head, `  - ${target('flights')}`].join('\n'))).findings
      .filter(({ severity }) => severity === 'error')
      .map(({ message }) => message);
  it.each([
    ['schedule: { cron: "61 6 * * *" }', /^"61 6 \* \* \*" is not a cron schedule/],
    ['schedule: { cron: "0 0 6 * * *" }', /^"0 0 6 \* \* \*" is not a cron schedule: 6 \/ 5/],
    ['schedule: { cron: "0 6 31 2 *" }', /^"0 6 31 2 \*" names a date that never comes/],
    [
      'schedule: { cron: "0 6 * * *", timezone: Europe/Moskow }',
      /^no time zone "Europe\/Moskow"\. Did you mean "Europe\/Moscow"/,
    ],
    ['schedule: { every: 0m }', /^"0m" is no time at all/],
    ['schedule: { event: { connection: q, object: x } }', /^no connection "q"/],
    ['notify: [{ connection: mail }]', /^no connection "mail"/],
  ])('%s', async (text, message) => {
    expect(await settings(text)).toEqual([expect.stringMatching(message)]);
  });

  it.each(['0 6 * * 1-5', '*/15 0-6 1,15 * *', '0 0 29 2 *', '0 12 * * SUN'])(
    'takes cron %s',
    async (cron) => {
      expect(await settings(`schedule: { cron: "${cron}", timezone: Europe/Moscow }`)).toEqual([]);
    },
  );
});

describe('expressions', () => {
  it.each([
    [
      '8:54 steps[2].where: no field "dely" in "flights". Did you mean "delay"?',
      ['{ id: a, kind: filter, input: flights, where: 1 < dely }'],
    ],
    [
      '8:50 steps[2].where: no field "dely" in "flights". Did you mean "delay"?',
      ['{ id: a, kind: filter, input: flights, where: flights.dely > 1 }'],
    ],
    [
      '8:50 steps[2].where: "delay + 1" is int64, a condition must be boolean',
      ['{ id: a, kind: filter, input: flights, where: delay + 1 }'],
    ],
    [
      '8:57 steps[2].where: SQL is wrong at ">"',
      ['{ id: a, kind: filter, input: flights, where: delay > > 1 }'],
    ],
    [
      '8:50 steps[2].where: sum(…) works over many rows, this place has one',
      ['{ id: a, kind: filter, input: flights, where: sum(delay) > 1 }'],
    ],
    [
      '8:68 steps[2].where: no parameter "last". Did you mean "least"?',
      ['{ id: a, kind: filter, input: flights, where: "delay > 1 and delay > parameter(\'last\')" }'],
    ],
    [
      '8:53 steps[2].by[0]: no field "origins" in "flights". Did you mean "origin"?',
      ['{ id: a, kind: aggregate, input: flights, by: [origins] }'],
    ],
    [
      '8:70 steps[2].measures.x: measure "x" does not aggregate: distance',
      ['{ id: a, kind: aggregate, input: flights, by: [origin], measures: { x: distance } }'],
    ],
    [
      '8:80 steps[2].measures.x: field "distance" is neither in by nor inside an aggregate',
      ['{ id: a, kind: aggregate, input: flights, measures: { x: sum(delay) / distance } }'],
    ],
    [
      '8:86 steps[2].having: no field "m" in "a"',
      ['{ id: a, kind: aggregate, input: flights, by: [origin], measures: { n: count(*) }, having: m > 1 }'],
    ],
    [
      '8:56 steps[2].fields.x: "delay" has no window function, such as row_number(), lag(…) or sum(…)',
      ['{ id: a, kind: window, input: flights, fields: { x: delay } }'],
    ],
    [
      '8:65 steps[2].on.delay: flights.delay (int64) and airports.iata (string) cannot be compared',
      ['{ id: a, kind: join, left: flights, right: airports, on: { delay: iata } }'],
    ],
    [
      '8:60 steps[2].on: field "name" is in "flights" and "airports"; say which, such as flights.name',
      ['{ id: a, kind: join, left: flights, right: airports, on: "name = origin" }'],
    ],
    [
      '8:48 steps[2].fields: two fields would be called "x"',
      ['{ id: a, kind: select, input: flights, fields: [{ x: delay }, { x: distance }] }'],
    ],
    [
      '8:5 steps[2]: a join of type inner needs on; every row with every row is type: cross',
      ['{ id: a, kind: join, left: flights, right: airports }'],
    ],
    [
      '8:51 steps[2].right: both sides are "flights", so its fields cannot be told apart',
      ['{ id: a, kind: join, left: flights, right: flights, on: [date] }'],
    ],
    [
      '8:59 steps[2].inputs[1]: "airports" has other fields than "flights"; missing: date, delay, distance, origin, destination; extra: iata, name, state, latitude',
      ['{ id: a, kind: union, inputs: [flights, airports] }'],
    ],
    [
      '8:67 steps[2].query: "flight" is not an input of this step. Did you mean "flights"?',
      ['{ id: a, kind: sql, inputs: [flights], query: select origin from flight }'],
    ],
    [
      '8:50 steps[2].fields.delay: "email-domain" cannot mask "delay" of type int64',
      ['{ id: a, kind: mask, input: flights, fields: { delay: email-domain } }'],
    ],
    [
      '8:51 steps[2].checks[0]: check "c" needs exactly one of expect, notNull, unique, rows',
      ['{ id: a, kind: quality, input: flights, checks: [{ name: c }] }'],
    ],
  ])('%s', async (message, lines) => {
    const schemas = {
      flights: message.includes('field "name" is in')
        ? schema({ name: 'string', origin: 'string' })
        : flights,
      airports,
    };
    expect((await messages(lines, schemas)).map(withoutColumn)).toContain(withoutColumn(message));
  });

  const withoutColumn = (text: string) => text.replace(/^(\d+):\d+/, '$1');

  it.each([
    ['where: 1 < dely }', 'dely'],
    ['where: "delay > 1 and\\n dely < 2" }', 'dely'],
    ["where: 'origin = ''x'' and dely < 2' }", 'dely'],
    ['where: "имя = \'ы\' and dely < 2" }', 'имя'],
  ])('points at the word inside %s', async (rest, word) => {
    const line = `{ id: a, kind: filter, input: flights, ${rest}`;
    const { findings } = await check([line]);
    expect(findings[0]).toMatchObject({ line: 8, column: `  - ${line}`.indexOf(word) + 1 });
  });

  it('says it in Russian', async () => {
    const { problems } = await check(['{ id: a, kind: filter, input: flights, where: 1 < dely }']);
    expect(problems[0]!.render('ru')).toBe(
      'p.yaml:8:55 steps[2].where: в «flights» нет поля «dely». Возможно, имелось в виду «delay»?\nПоля «flights»: date, delay, distance, origin, destination.',
    );
  });

  it('does not repeat a problem for the steps after it', async () => {
    const found = await messages([
      '{ id: a, kind: derive, input: flights, fields: { x: dely + 1 } }',
      '{ id: b, kind: filter, input: a, where: x > 1 }',
      '{ id: c, kind: aggregate, input: b, measures: { y: sum(x) } }',
    ]);
    expect(found).toHaveLength(1);
  });
});

describe('types', () => {
  it.each<[string, string[], string[]]>([
    [
      'select',
      ['{ id: a, kind: select, input: flights, fields: [delay, { from: origin }] }'],
      ['delay int64', 'from string'],
    ],
    [
      'derive in place',
      ['{ id: a, kind: derive, input: airports, fields: { name: length(name), up: upper(state) } }'],
      ['iata string!', 'name int32', 'state string', 'latitude float64', 'up string'],
    ],
    [
      'aggregate',
      [
        '{ id: a, kind: aggregate, input: flights, by: [origin], measures: { n: count(*), longest: max(distance) } }',
      ],
      ['origin string', 'n int64!', 'longest int64'],
    ],
    [
      'rollup',
      [
        '{ id: a, kind: aggregate, input: airports, by: [iata], grouping: rollup, measures: { n: count(*) } }',
      ],
      ['iata string', 'n int64!'],
    ],
    [
      'window',
      ['{ id: a, kind: window, input: airports, orderBy: [iata], fields: { n: row_number() } }'],
      ['iata string!', 'name string', 'state string', 'latitude float64', 'n int64!'],
    ],
    [
      'left join',
      [
        '{ id: s, kind: select, input: flights, fields: [origin, { name: destination }] }',
        '{ id: a, kind: join, left: s, right: airports, type: left, on: { origin: iata } }',
      ],
      [
        'origin string',
        'name string',
        'iata string',
        'airports_name string',
        'state string',
        'latitude float64',
      ],
    ],
    [
      'join by equal names',
      [
        '{ id: s, kind: select, input: flights, fields: [{ iata: origin }] }',
        '{ id: a, kind: join, left: airports, right: s, on: [iata] }',
      ],
      ['iata string', 'name string', 'state string', 'latitude float64'],
    ],
    [
      'mask',
      ['{ id: a, kind: mask, input: flights, fields: { date: year, origin: hash, delay: "null" } }'],
      ['date int32', 'delay int64', 'distance int64', 'origin string', 'destination string'],
    ],
    [
      'sql',
      [
        '{ id: a, kind: sql, inputs: [flights, airports], query: "with f as (select origin, delay from flights) select name, count(*) as n from f join airports on iata = origin group by name" }',
      ],
      ['name string', 'n int64!'],
    ],
    [
      'quality',
      [
        '{ id: a, kind: quality, input: airports, checks: [{ name: c, notNull: [state], severity: reject }] }',
      ],
      ['iata string!', 'name string', 'state string', 'latitude float64'],
    ],
  ])('%s', async (_, lines, expected) => {
    expect(await typed(lines)).toEqual(expected);
  });

  it('widens the types of a union', async () => {
    const schemas = {
      flights: schema({ a: 'int32!', b: 'decimal(10,2)', c: 'date' }),
      airports: schema({ c: 'timestamp', b: 'int64', a: 'uint32' }),
    };
    expect(await typed(['{ id: a, kind: union, inputs: [flights, airports] }'], schemas)).toEqual([
      'a int64',
      'b decimal(22,2)',
      'c timestamp',
    ]);
  });
});

describe('a source whose schema is not known', () => {
  it('believes every name and types nothing', async () => {
    const lines = [
      '{ id: a, kind: filter, input: flights, where: anything > 15 }',
      '{ id: b, kind: aggregate, input: a, by: [whatever], measures: { n: count(*), s: sum(x) } }',
    ];
    expect(await typed(lines, {})).toEqual(['whatever ?', 'n int64!', 's ?']);
  });

  it('still checks structure and names that are known to be missing', async () => {
    const lines = [
      '{ id: a, kind: select, input: flights, fields: [x, y] }',
      '{ id: b, kind: filter, input: a, where: z > 1 }',
    ];
    expect(await messages(lines, {})).toEqual(['9:45 steps[3].where: no field "z" in "a"']);
  });
});
