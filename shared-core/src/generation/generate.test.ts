import { validateSpec } from './../plan';
import { evaluationDatasets as known, type EvaluationDataset } from './evaluation/datasets';
import { partsOf } from './evaluation/parts';
import { generateSpec } from './generate';
import type { Field } from '../schema';
import type { GenerateOptions, GenerationDataset, GenerationResult } from './options';

const now = new Date('2026-11-21T12:00:00Z');
const flagship =
  'Каждый день в 6 утра загружай рейсы из flights.csv в ClickHouse, только с задержкой больше 15 минут, с суммой по аэропортам';

const generate = (text: string, datasets: EvaluationDataset[] = [], more: GenerateOptions = {}) =>
  generateSpec(text, { datasets: datasets.map((name) => known[name]), now, ...more });
const specOf = (result: GenerationResult) => (result.status === 'ok' ? result.spec : result.draft)!;
const parts = async (text: string, ...datasets: EvaluationDataset[]) =>
  partsOf(specOf(await generate(text, datasets)));
const asked = (result: GenerationResult) =>
  result.status === 'question' ? result.questions.map(({ id }) => id) : [];

const sales: GenerationDataset = {
  connection: 'app',
  system: 'postgresql',
  object: 'public.orders',
  schema: {
    fields: [
      { name: 'id', type: { kind: 'integer', bits: 64, signed: true }, nullable: false },
      { name: 'created_at', type: { kind: 'timestamp', precision: 6, zone: true }, nullable: false },
      { name: 'city', type: { kind: 'string' }, nullable: true },
      { name: 'revenue', type: { kind: 'float', bits: 64 }, nullable: true },
    ],
  },
};

describe('the flagship sentence', () => {
  it('asks which airport, and keeps the rest in the draft', async () => {
    const result = await generate(flagship, ['flights']);
    expect(result).toMatchObject({
      status: 'question',
      questions: [
        {
          id: 'column:аэропортам',
          about: 'аэропортам',
          options: [{ value: 'origin' }, { value: 'destination' }],
        },
      ],
    });
    expect(partsOf(specOf(result))).toMatchObject({
      schedule: '0 6 * * *',
      sources: ['flights.csv'],
      where: ['delay > 15'],
      by: ['origin'],
      measures: ['sum(delay)'],
    });
  });

  it('asks no more where a mart of flights has a field "flights", and another one all the same fields', async () => {
    const { flights } = known;
    const mart = (object: string, fields: Field[]): GenerationDataset => ({
      connection: 'warehouse',
      system: 'clickhouse',
      object,
      schema: { fields },
    });
    const flightCount = { ...flights.schema.fields.find(({ name }) => name === 'delay')!, name: 'flights' };
    const datasets = [
      flights,
      mart('analytics.delayed_flights', [...flights.schema.fields.slice(0, 1), flightCount]),
      mart('analytics.flights', flights.schema.fields),
    ];
    const result = await generateSpec(flagship, { datasets, now });
    expect(asked(result)).toEqual(['column:аэропортам']);
    expect(partsOf(specOf(result))).toMatchObject({ sources: ['flights.csv'], where: ['delay > 15'] });
    const chosen = await generateSpec('Выгрузи origin и delay из flights.csv в ClickHouse', {
      datasets,
      now,
    });
    expect(asked(chosen)).toEqual([]);
    expect(partsOf(specOf(chosen))).toMatchObject({ sources: ['flights.csv'] });
  });

  it('is a valid pipeline once that is answered', async () => {
    const result = await generate(flagship, ['flights'], { answers: { 'column:аэропортам': 'destination' } });
    expect(result).toMatchObject({ status: 'ok', madeBy: 'parser' });
    expect(partsOf(specOf(result))).toMatchObject({ by: ['destination'], measures: ['sum(delay)'] });
    expect(
      (await validateSpec(specOf(result), { schemas: { flights: known.flights.schema } })).findings,
    ).toEqual([]);
  });

  it('explains what it took for granted, with the runner-up', async () => {
    const { explanation } = await generate(flagship, ['flights']);
    expect(explanation).toContainEqual({
      phrase: 'суммой',
      became: 'показатель sum(delay)',
      confidence: 0.7,
      runnerUp: 'distance',
    });
    expect(explanation.some(({ became }) => /delay измеряется/.test(became))).toBe(true);
  });

  it('has a draft without any schema', async () => {
    const result = await generate(flagship);
    expect(partsOf(specOf(result))).toMatchObject({
      schedule: '0 6 * * *',
      sources: ['flights.csv'],
      where: ['delay > 15'],
    });
    expect(asked(result)).toContain('column:задержкой');
  });
});

it('reads the same sentence the same way every time', async () => {
  const [first, second] = await Promise.all([
    generate(flagship, ['flights']),
    generate(flagship, ['flights']),
  ]);
  expect(JSON.stringify(first)).toBe(JSON.stringify(second));
});

describe('questions', () => {
  it.each([
    [
      'an unknown field',
      'Load products with a weight over 5 kg into ClickHouse',
      ['products'],
      'column:weight',
    ],
    ['a missing target', 'Load products.csv every day', ['products'], 'target'],
    ['several possible sources', 'Copy everything to ClickHouse', ['orders', 'customers'], 'source'],
    ['words that nothing explains', 'Load shiny products into ClickHouse', ['products'], 'phrase:shiny'],
    [
      'a join without a key',
      'Join orders with sensors and load into ClickHouse',
      ['orders', 'sensors'],
      'join',
    ],
    ['"without" a field', 'Клиентов без телефона загрузи в ClickHouse', ['customers'], 'without:телефона'],
    ['two fields of time', 'Tickets from last week into ClickHouse', ['tickets'], 'time:from last week'],
    ['nothing known at all', 'Привет, как дела?', [], 'request'],
  ] as [string, string, EvaluationDataset[], string][])(
    'are asked about %s',
    async (_, text, datasets, id) => {
      expect(asked(await generate(text, datasets))).toContain(id);
    },
  );

  it('are in the language that is asked for', async () => {
    const result = await generate('Load products.csv every day', ['products'], { language: 'ru' });
    expect(result).toMatchObject({ questions: [{ text: 'Куда записать результат?' }] });
  });

  it.each([
    ['Load products.csv every day', { target: 'postgresql' }, { target: 'postgresql products' }],
    ['Load products.csv every day', { target: 'out.parquet' }, { target: 'file out.parquet' }],
    ['Load shiny products into ClickHouse', { 'phrase:shiny': 'ignore' }, { sources: ['products.csv'] }],
    ['Load shiny products into ClickHouse', { 'phrase:shiny': 'price over 100' }, { where: ['price > 100'] }],
    [
      'Load products with a weight over 5 into ClickHouse',
      { 'column:weight': 'stock' },
      { where: ['stock > 5'] },
    ],
    ['Загрузи товары без цены в ClickHouse', { 'without:цены': 'empty' }, { where: ['price is null'] }],
    [
      'Загрузи товары без цены в ClickHouse',
      { 'without:цены': 'drop' },
      { fields: ['product_id', 'title', 'category', 'stock'] },
    ],
    ['hello', { request: 'Load products.csv into ClickHouse' }, { sources: ['products.csv'] }],
  ])('of %j, answered %j, lead to a pipeline', async (text, answers, expected) => {
    const result = await generate(text, ['products'], { answers });
    expect(result.status).toBe('ok');
    expect(partsOf(specOf(result))).toMatchObject(expected);
  });

  it('are asked again when the answer is none of the options', async () => {
    expect(
      asked(await generate(flagship, ['flights'], { answers: { 'column:аэропортам': 'nowhere' } })),
    ).toEqual(['column:аэропортам']);
  });
});

describe('units', () => {
  it('are converted to that of the field, where its name says it', async () => {
    expect(await parts('Events longer than 2 minutes to ClickHouse', 'events')).toMatchObject({
      where: ['duration_ms > 120000'],
    });
    expect(await parts('Trips longer than 500 m to ClickHouse', 'trips')).toMatchObject({
      where: ['distance_km > 0.5'],
    });
  });
  it('choose the field: kilometres are a distance, hours a duration', async () => {
    expect(await parts('Поездки дальше 100 км в ClickHouse', 'trips')).toMatchObject({
      where: ['distance_km > 100'],
    });
    expect(await parts('Payments over $500 to ClickHouse', 'payments')).toMatchObject({
      where: ['amount > 500'],
    });
  });
});

describe('a period before what is measured', () => {
  it.each<[string, string | undefined, string[]]>([
    ['daily orders count and revenue', undefined, ['day of created_at']],
    ['weekly orders count', undefined, ['week of created_at']],
    ['monthly average revenue by city', undefined, ['month of created_at', 'city']],
    ['every day at 6 load weekly orders count', '0 6 * * *', ['week of created_at']],
    ['hourly orders count every monday', '0 0 * * 1', ['hour of created_at']],
    ['ежедневное количество заказов', undefined, ['day of created_at']],
    ['каждый день в 6 загружай ежемесячное количество заказов', '0 6 * * *', ['month of created_at']],
    ['orders count by city daily', '0 0 * * *', ['city']],
    ['daily at 6 orders count by city', '0 6 * * *', ['city']],
    ['daily load orders count by city', '0 0 * * *', ['city']],
    ['ежедневно загружай количество заказов по city', '0 0 * * *', ['city']],
  ])('%s: runs at %s, a row for each %j', async (text, schedule, by) => {
    const made = partsOf(specOf(await generateSpec(`${text} into clickhouse`, { datasets: [sales], now })));
    expect([made.schedule, made.by]).toEqual([schedule, by]);
  });
});

describe('schedules', () => {
  it.each([
    ['every day', '0 0 * * *'],
    ['daily at 7:30 pm', '30 19 * * *'],
    ['every monday and thursday at 9', '0 9 * * 1,4'],
    ['every 15 minutes', '*/15 * * * *'],
    ['every 7 minutes', 'every 7m'],
    ['hourly', '0 * * * *'],
    ['every 6 hours', '0 */6 * * *'],
    ['on weekdays at noon', '0 12 * * 1-5'],
    ['on the 1st and 15th of every month at 3am', '0 3 1,15 * *'],
    ['twice a day', '0 0,12 * * *'],
    ['quarterly', '0 0 1 1,4,7,10 *'],
    ['on the last day of the month at 23:00', '0 23 L * *'],
    ['every day at 6 Europe/Berlin', '0 6 * * * Europe/Berlin'],
    ['cron 5 4 * * 2', '5 4 * * 2'],
    ['каждый день в 6 вечера', '0 18 * * *'],
    ['по будням в 7:30 мск', '30 7 * * 1-5 Europe/Moscow'],
    ['раз в полчаса', '*/30 * * * *'],
    ['каждую пятницу в полночь', '0 0 * * 5'],
    ['1-го числа каждого месяца в девять утра', '0 9 1 * *'],
    ['каждый час с 9 до 18 по рабочим дням', '0 9-18 * * 1-5'],
    ['с понедельника по среду в 5:00', '0 5 * * 1-3'],
    ['дважды в день', '0 0,12 * * *'],
    ['через день в 8:00', '0 8 */2 * *'],
  ])('%s', async (schedule, expected) => {
    expect(await parts(`Load products.csv into ClickHouse ${schedule}`, 'products')).toMatchObject({
      schedule: expected,
    });
  });
});

describe('load modes', () => {
  const mode = async (text: string) => (await parts(text, 'products')).mode;
  it('that are not said: a repeated load of everything replaces, a single one appends', async () => {
    expect(await mode('Load products.csv into ClickHouse every day')).toBe('replace');
    expect(await mode('Load products.csv into ClickHouse')).toBe('append');
  });
  it('that are said win', async () => {
    expect(await mode('Append products.csv to ClickHouse every day')).toBe('append');
    expect(await mode('Полностью перезаписывай товары в ClickHouse')).toBe('replace');
    expect(await mode('Upsert products.csv into ClickHouse by product_id')).toBe('merge product_id');
  });
});

it('never writes over its own source', async () => {
  expect(asked(await generate('Load products.csv into products.csv', ['products']))).toContain('target');
});

it('writes to every target that is named', async () => {
  const { steps } = specOf(
    await generate('Load products.csv into ClickHouse and into copy.parquet', ['products']),
  );
  expect(steps.filter(({ kind }) => kind === 'target')).toMatchObject([
    { connection: 'clickhouse' },
    { connection: 'files', object: 'copy.parquet' },
  ]);
});

it('uses the connections that exist', async () => {
  const { connections, steps } = specOf(
    await generate('Load products.csv into ClickHouse', ['products'], {
      connections: { dwh: { system: 'clickhouse' } },
    }),
  );
  expect(connections).toEqual({ files: { system: 'file' }, dwh: { system: 'clickhouse' } });
  expect(steps.at(-1)).toMatchObject({ kind: 'target', connection: 'dwh' });
});

it('finds values that the data has behind adjectives', async () => {
  const dataset = { ...known.orders, values: { status: ['оплачен', 'отменён'] } };
  expect(
    partsOf(specOf(await generateSpec('Загрузи оплаченные заказы в ClickHouse', { datasets: [dataset] }))),
  ).toMatchObject({ where: ["status = 'оплачен'"] });
});

it('finds fields by the synonyms that are given', async () => {
  const dataset = { ...known.flights, synonyms: { origin: ['хаб'] } };
  expect(
    partsOf(specOf(await generateSpec('Число рейсов по хабам в ClickHouse', { datasets: [dataset] }))),
  ).toMatchObject({ by: ['origin'] });
});

it('takes schemas as files write them', async () => {
  const dataset = {
    connection: 'f',
    system: 'file',
    object: 'a.csv',
    schema: { price: 'numeric', sold: 'timestamp', what: 'varchar(20)' },
  } as never;
  expect(
    partsOf(specOf(await generateSpec('Load a.csv into ClickHouse, price over 5', { datasets: [dataset] }))),
  ).toMatchObject({ where: ['price > 5'] });
});

it('keeps what is quoted a value, whatever it says', async () => {
  const hostile = "'; drop table orders; --";
  const result = await generate(`Orders where status is «${hostile}» into ClickHouse`, ['orders']);
  expect(partsOf(specOf(result))).toMatchObject({ where: [`status = '${hostile.replace("'", "''")}'`] });
  expect(result.status).toBe('ok');
});

it.each([
  ['', 'generation.empty-text'],
  ['  ', 'generation.empty-text'],
  ['x'.repeat(5000), 'generation.text-too-long'],
])('refuses %.5j', async (text, code) => {
  await expect(generate(text)).rejects.toMatchObject({ code });
});

describe('brackets', () => {
  const where = async (text: string) => {
    const { where: conditions } = await parts(text, 'flights');
    return conditions;
  };

  it.each([
    [
      'delay больше 15 и (distance больше 1000 или distance меньше 100)',
      ['delay > 15', 'distance > 1000 or distance < 100'],
    ],
    [
      '(delay больше 15 и distance больше 1000) или distance меньше 100',
      ['(delay > 15 and distance > 1000) or distance < 100'],
    ],
    [
      'distance меньше 100 или (delay больше 15 и distance больше 1000)',
      ['distance < 100 or (delay > 15 and distance > 1000)'],
    ],
    ['delay больше 15 и distance больше 1000 (за вчера)', undefined],
  ])('%s', async (text, expected) => {
    const found = (await where(`загрузи flights.csv в ClickHouse, только где ${text}`)) ?? [];
    if (expected)
      expect(found.map((condition) => condition.replace(/^\((.*)\)$/, '$1')).join(' and ')).toBe(
        expected.join(' and '),
      );
    else expect(found).toEqual(expect.arrayContaining(['delay > 15', 'distance > 1000']));
  });

  it('keep their meaning in English too', async () => {
    const found = await where(
      'load flights.csv into ClickHouse, only rows where (delay over 15 and distance over 1000) or distance under 100',
    );
    expect(found!.join(' and ')).toMatch(/^\(?\(delay > 15 and distance > 1000\) or distance < 100\)?$/);
  });
});
