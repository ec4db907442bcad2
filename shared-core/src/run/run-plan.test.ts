import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { connectors, type Connection, type Row } from '../connectors';
import { validateSpec, type Plan } from '../plan';
import type { PipelineSpecInput } from '../spec';
import { previewStep, runPlan, type RunResult } from '.';

let root: string;
let files: Connection;
beforeAll(async () => {
  root = mkdtempSync(join(tmpdir(), 'ai-etl-run-test-'));
  files = await connectors.get('file').open({ root }, { name: 'files' });
  writeFileSync(
    join(root, 'orders.csv'),
    'id,customer,amount,day,note\n1,Анна,10.50,2024-01-01,x\n2,Борис,,2024-01-02,\n3,Анна,4.50,2024-01-02,""\n4,,7.00,2024-02-01,"a, b"\n4,,7.00,2024-02-01,"a, b"\n',
  );
  writeFileSync(
    join(root, 'customers.csv'),
    'customer;city;phone\nАнна;Москва;+79161234567\nЕва;Тверь;+79031112233\n',
  );
  writeFileSync(
    join(root, 'dirty.csv'),
    `id,amount,day\n${Array.from({ length: 3000 }, (_, at) => `${at + 1},${at},2024-01-01`).join('\n')}\nx,5,2024-01-01\n3002,6,2024-01-02\n3003,7\n3004,8,not a day\n`,
  );
});
afterAll(async () => {
  await files.close();
  rmSync(root, { recursive: true, force: true });
});

type Steps = PipelineSpecInput['steps'];
const source = (id: string, object: string, more: object = {}) => ({
  id,
  kind: 'source' as const,
  connection: 'files',
  object,
  ...more,
});
const target = (input: string, object: string, more: object = {}) => ({
  id: `to_${input}`,
  kind: 'target' as const,
  input,
  connection: 'files',
  object,
  mode: 'replace' as const,
  ...more,
});

async function planOf(steps: Steps, more: object = {}): Promise<Plan> {
  const spec = {
    apiVersion: 'ai-etl/v1',
    name: 'test',
    connections: { files: { system: 'file' } },
    steps,
    ...more,
  };
  const schemas: Record<string, Awaited<ReturnType<Connection['describe']>>['schema']> = {};
  for (const step of steps)
    if (step.kind === 'source') schemas[step.id] = (await files.describe(step.object)).schema;
  const { plan, findings } = await validateSpec(spec, { schemas });
  if (!plan) throw new Error(JSON.stringify(findings, null, 1));
  return plan;
}

const connections = async () => files;
const run = async (steps: Steps, more: object = {}): Promise<RunResult> =>
  runPlan(await planOf(steps, more), { connections });

const range = (from: number, to: number) => Array.from({ length: to - from + 1 }, (_, at) => from + at);

async function rowsOf(object: string): Promise<Row[]> {
  const stream = await files.read(object, { formats: ['rows'] });
  const rows: Row[] = [];
  if (stream.format === 'rows') for await (const batch of stream.rows) rows.push(...batch);
  return rows;
}

/** Runs steps over `orders` and `customers` and gives what reached the target. */
async function resultOf(steps: object[], last: string): Promise<Row[]> {
  const object = `out_${last}.parquet`;
  const used = [source('orders', 'orders.csv'), source('customers', 'customers.csv')].filter(
    ({ id }) => JSON.stringify(steps).includes(`"${id}"`) || JSON.stringify(steps).includes(`${id}.`),
  );
  await run([...used, ...steps, target(last, object)] as Steps);
  return rowsOf(object);
}

describe('every kind of step', () => {
  it('filter: rows for which the condition is unknown are left out', async () => {
    expect(await resultOf([{ id: 'f', kind: 'filter', input: 'orders', where: 'amount > 5' }], 'f')).toEqual([
      { id: 1, customer: 'Анна', amount: '10.50', day: '2024-01-01', note: 'x' },
      { id: 4, customer: null, amount: '7.00', day: '2024-02-01', note: 'a, b' },
      { id: 4, customer: null, amount: '7.00', day: '2024-02-01', note: 'a, b' },
    ]);
  });

  it('select: order and new names', async () => {
    expect(
      await resultOf(
        [{ id: 's', kind: 'select', input: 'orders', fields: ['note', { кто: 'customer' }] }],
        's',
      ),
    ).toEqual([
      { note: 'x', кто: 'Анна' },
      { note: null, кто: 'Борис' },
      { note: '', кто: 'Анна' },
      { note: 'a, b', кто: null },
      { note: 'a, b', кто: null },
    ]);
  });

  it('derive: new and replaced fields', async () => {
    const rows = await resultOf(
      [
        {
          id: 'd',
          kind: 'derive',
          input: 'orders',
          fields: { double: 'amount * 2', customer: "upper(coalesce(customer, 'нет'))" },
        },
      ],
      'd',
    );
    expect(rows.map(({ double, customer }) => [double === null ? null : Number(double), customer])).toEqual([
      [21, 'АННА'],
      [null, 'БОРИС'],
      [9, 'АННА'],
      [14, 'НЕТ'],
      [14, 'НЕТ'],
    ]);
  });

  it.each([
    [
      'inner',
      [
        ['1', 'Москва'],
        ['3', 'Москва'],
      ],
    ],
    [
      'left',
      [
        ['1', 'Москва'],
        ['2', null],
        ['3', 'Москва'],
        ['4', null],
        ['4', null],
      ],
    ],
    [
      'right',
      [
        ['1', 'Москва'],
        ['3', 'Москва'],
        ['null', 'Тверь'],
      ],
    ],
    [
      'full',
      [
        ['1', 'Москва'],
        ['2', null],
        ['3', 'Москва'],
        ['4', null],
        ['4', null],
        ['null', 'Тверь'],
      ],
    ],
  ])('join %s: NULL meets nothing', async (type, expected) => {
    const rows = await resultOf(
      [{ id: 'j', kind: 'join', left: 'orders', right: 'customers', type, on: ['customer'] }],
      'j',
    );
    const found = rows.map(({ id, city }) => [String(id), city]);
    expect(found.sort()).toEqual(expected.sort());
  });

  it('join cross', async () => {
    expect(
      await resultOf([{ id: 'j', kind: 'join', left: 'orders', right: 'customers', type: 'cross' }], 'j'),
    ).toHaveLength(10);
  });

  it('aggregate: plain, having, rollup', async () => {
    const measures = { n: 'count(*)', total: 'sum(amount)' };
    const plain = await resultOf(
      [{ id: 'a', kind: 'aggregate', input: 'orders', by: ['customer'], measures, having: 'n > 1' }],
      'a',
    );
    expect(plain.map(({ customer, n, total }) => [customer, Number(n), Number(total)]).sort()).toEqual(
      [
        ['Анна', 2, 15],
        [null, 2, 14],
      ].sort(),
    );
    const rollup = await resultOf(
      [
        {
          id: 'r',
          kind: 'aggregate',
          input: 'orders',
          by: ['customer'],
          measures: { n: 'count(*)' },
          grouping: 'rollup',
        },
      ],
      'r',
    );
    expect(rollup.map(({ n }) => Number(n)).sort()).toEqual([1, 2, 2, 5]);
  });

  it('window: running totals in an order', async () => {
    const rows = await resultOf(
      [
        {
          id: 'w',
          kind: 'window',
          input: 'orders',
          partitionBy: ['customer'],
          orderBy: ['day', 'id'],
          fields: { nth: 'row_number()', so_far: 'sum(amount)' },
        },
      ],
      'w',
    );
    const anna = rows
      .filter(({ customer }) => customer === 'Анна')
      .map(({ nth, so_far }) => [Number(nth), Number(so_far)]);
    expect(anna.sort()).toEqual([
      [1, 10.5],
      [2, 15],
    ]);
  });

  it('union: all and distinct', async () => {
    const both = (mode: string) =>
      resultOf(
        [
          { id: 'u', kind: 'union', inputs: ['orders', 'orders_again'], mode },
          source('orders_again', 'orders.csv'),
        ],
        'u',
      );
    expect(await both('all')).toHaveLength(10);
    expect(await both('distinct')).toHaveLength(4);
  });

  it('distinct: whole rows, or one for each key, the first in an order', async () => {
    expect(await resultOf([{ id: 'x', kind: 'distinct', input: 'orders' }], 'x')).toHaveLength(4);
    const rows = await resultOf(
      [{ id: 'y', kind: 'distinct', input: 'orders', by: ['customer'], orderBy: ['day desc', 'id'] }],
      'y',
    );
    expect(rows.map(({ id, customer }) => [customer, id]).sort()).toEqual(
      [
        ['Анна', 3],
        ['Борис', 2],
        [null, 4],
      ].sort(),
    );
  });

  it('sort: with limit and offset, NULL last', async () => {
    const rows = await resultOf(
      [{ id: 'o', kind: 'sort', input: 'orders', by: ['amount', 'id desc'], limit: 3, offset: 1 }],
      'o',
    );
    expect(rows.map(({ id }) => id)).toEqual([4, 4, 1]);
  });

  it('sql: CTEs and subqueries over inputs', async () => {
    const query =
      'with per_day as (select day, count(*) as n from orders group by day) select day, n from per_day where n = (select max(n) from per_day) order by day';
    const rows = await resultOf([{ id: 'q', kind: 'sql', inputs: ['orders'], query }], 'q');
    expect(rows.map(({ day, n }) => [day, Number(n)])).toEqual([
      ['2024-01-02', 2],
      ['2024-02-01', 2],
    ]);
  });

  it('mask: hides values, keeps NULL', async () => {
    const rows = await resultOf(
      [{ id: 'm', kind: 'mask', input: 'customers', fields: { phone: 'last4', city: 'redact' } }],
      'm',
    );
    expect(rows.map(({ phone }) => String(phone).slice(-4))).toEqual(['4567', '2233']);
    expect(JSON.stringify(rows)).not.toMatch(/7916|Москва/);
  });
});

describe('quality', () => {
  const quality = (checks: object[]) =>
    [
      source('orders', 'orders.csv'),
      { id: 'q', kind: 'quality', input: 'orders', checks },
      target('q', 'checked.csv'),
    ] as Steps;

  it('stops the run before anything is loaded, and says by how many rows', async () => {
    writeFileSync(join(root, 'checked.csv'), 'old\n1\n');
    const failing = run(
      quality([
        { name: 'amounts', notNull: ['amount'], severity: 'error' },
        { name: 'keys', unique: ['id'], severity: 'error' },
      ]),
    );
    await expect(failing).rejects.toMatchObject({
      code: 'run.check-failed',
      kind: 'data',
      message: expect.stringMatching(/"amounts" of step "q" by 1 of 5 rows; "keys" of step "q" by 1 of 5/),
    });
    expect(readFileSync(join(root, 'checked.csv'), 'utf8')).toBe('old\n1\n');
  });

  it('warns and loads', async () => {
    const { checks, ledgers } = await run(
      quality([
        { name: 'few', rows: { max: 3 }, severity: 'warn' },
        { name: 'some', rows: { min: 1 }, severity: 'error' },
      ]),
    );
    expect(checks).toEqual([
      { step: 'q', name: 'few', severity: 'warn', passed: false, failedRows: 1, totalRows: 5 },
      { step: 'q', name: 'some', severity: 'error', passed: true, failedRows: 0, totalRows: 5 },
    ]);
    expect(ledgers[0]).toMatchObject({ read: 5, written: 5, rejected: 0 });
  });

  it('sets rows aside and keeps the account balanced', async () => {
    const { ledgers } = await run(quality([{ name: 'positive', expect: 'amount > 5', severity: 'reject' }]));
    expect(ledgers[0]).toMatchObject({ read: 5, written: 3, rejected: 2 });
    expect(
      ledgers[0]?.rejects.map(({ raw }) => (JSON.parse(String(raw)) as { id: number }).id).sort(),
    ).toEqual([2, 3]);
  });
});

describe('the ways of a target', () => {
  it('copies a source to which nothing is done', async () => {
    const { ledgers, runId } = await run([
      source('orders', 'orders.csv'),
      target('orders', 'copy.csv'),
    ] as Steps);
    expect(ledgers[0]).toMatchObject({
      runId,
      pipeline: 'test',
      step: 'to_orders',
      source: 'orders.csv',
      read: 5,
      written: 5,
      path: 'pass-through',
    });
  });

  it('runs once for a run id', async () => {
    const plan = await planOf([
      source('orders', 'orders.csv'),
      { id: 'f', kind: 'filter', input: 'orders', where: 'id < 3' },
      target('f', 'once.csv', { mode: 'append' }),
    ] as Steps);
    for (let time = 0; time < 2; time++) await runPlan(plan, { connections, runId: 'the-same' });
    expect(await rowsOf('once.csv')).toHaveLength(2);
  });

  it('feeds several targets from one source', async () => {
    const { ledgers } = await run([
      source('orders', 'orders.csv'),
      { id: 'a', kind: 'filter', input: 'orders', where: 'id < 3' },
      { id: 'b', kind: 'filter', input: 'orders', where: 'id >= 3' },
      target('a', 'a.csv'),
      target('b', 'b.jsonl'),
    ] as Steps);
    expect(ledgers.map(({ written }) => written)).toEqual([2, 3]);
  });

  it('sets aside rows of a source that cannot be read on the way through the engine, with their places', async () => {
    const declared = { schema: { id: 'int64', amount: 'int64', day: 'date' } };
    const steps = [
      source('dirty', 'dirty.csv', declared),
      { id: 'f', kind: 'filter', input: 'dirty', where: 'id >= 0' },
      target('f', 'clean.parquet'),
    ] as Steps;
    const { ledgers } = await run(steps);
    expect(ledgers[0]).toMatchObject({ read: 3004, written: 3001, rejected: 3 });
    expect(
      ledgers[0]?.rejects.map(({ row, field, reason, value }) => ({ row, field, reason, value })),
    ).toEqual([
      { row: 3001, field: 'id', reason: 'not-a-number', value: 'x' },
      { row: 3003, field: undefined, reason: 'ragged-row', value: '3003,7' },
      { row: 3004, field: 'day', reason: 'not-a-date', value: 'not a day' },
    ]);
    expect(ledgers[0]?.rejects[0]).toMatchObject({
      message: 'dirty.csv: "x" in "id" is not a number (int64)',
      messageRu: 'dirty.csv: «x» в «id» — не число (int64)',
    });
    const lines = readFileSync(ledgers[0]?.rejectsFile ?? '', 'utf8')
      .trim()
      .split('\n');
    expect(lines.map((line) => JSON.parse(line) as unknown)).toEqual(ledgers[0]?.rejects);
  });

  it('refuses fields that differ in letter case only, instead of taking one for the other', async () => {
    const steps = [
      source('orders', 'orders.csv'),
      { id: 'more', kind: 'derive' as const, input: 'orders', fields: { ID: 'id * 10' } },
      target('more', 'cased.csv'),
    ];
    await expect(run(steps)).rejects.toMatchObject({ code: 'engine.same-names', kind: 'refusal' });
  });

  it('sets broken lines of JSON Lines aside before a filter looks at them', async () => {
    const lines = [
      ...Array.from({ length: 50 }, (_, at) => `{"id": ${at + 1}, "name": "n${at + 1}"}`),
      '',
      '{"id": 52, "name": "obo',
      '[1, 2]',
      '{"id": "x", "name": "no number"}',
      '{"id": 55, "name": "n55"}',
      '{"id": 56',
    ];
    writeFileSync(join(root, 'broken.jsonl'), lines.join('\n'));
    const steps = [
      source('all', 'broken.jsonl', { schema: { id: 'int64' } }),
      { id: 'late', kind: 'filter' as const, input: 'all', where: 'id > 40' },
      target('late', 'late.csv'),
    ];
    const { ledgers } = await run(steps);
    expect(ledgers[0]).toMatchObject({ read: 15, written: 11, rejected: 4 });
    expect(ledgers[0]?.rejects.map(({ row, line, field, reason }) => [row, line, field, reason])).toEqual([
      [51, 52, undefined, 'broken-json'],
      [52, 53, undefined, 'not-an-object'],
      [53, 54, 'id', 'not-a-number'],
      [55, 56, undefined, 'broken-json'],
    ]);
    expect((await rowsOf('late.csv')).map(({ id }) => id)).toEqual([...range(41, 50), 55]);
  });

  it('takes a line that holds only null for no row, and an empty object for one', async () => {
    writeFileSync(join(root, 'nulls.jsonl'), '{"id": 1}\nnull\n{}\n{"id": 4}\n');
    const steps = [
      source('all', 'nulls.jsonl', { schema: { id: 'int64' } }),
      { id: 'same', kind: 'derive' as const, input: 'all', fields: { twice: 'id * 2' } },
      target('same', 'nulls.csv'),
    ];
    const { ledgers } = await run(steps);
    expect(ledgers[0]).toMatchObject({ read: 4, written: 3, rejected: 1 });
    expect(ledgers[0]?.rejects).toMatchObject([{ row: 2, line: 2, reason: 'not-an-object', raw: 'null' }]);
  });

  it('takes values of parameters', async () => {
    const plan = await planOf(
      [
        source('orders', 'orders.csv'),
        { id: 'f', kind: 'filter', input: 'orders', where: "day >= parameter('since')" },
        target('f', 'since.csv'),
      ] as Steps,
      { parameters: { since: { type: 'date', default: '2024-01-01' } } },
    );
    const { ledgers } = await runPlan(plan, { connections, parameters: { since: '2024-02-01' } });
    expect(ledgers[0]?.written).toBe(2);
  });

  it('refuses a plan without a target, and ends with its signal', async () => {
    const steps = [source('orders', 'orders.csv')] as Steps;
    await expect(run(steps)).rejects.toMatchObject({ code: 'run.no-target' });
    const plan = await planOf([...steps, target('orders', 'never.csv')] as Steps);
    await expect(runPlan(plan, { connections, signal: AbortSignal.abort() })).rejects.toMatchObject({
      code: expect.stringMatching(/cancelled/),
    });
  });
});

describe('a preview', () => {
  it('shows any step with its types, and writes nothing', async () => {
    const plan = await planOf([
      source('orders', 'orders.csv'),
      { id: 'a', kind: 'aggregate', input: 'orders', by: ['customer'], measures: { n: 'count(*)' } },
      target('a', 'unwritten.csv'),
    ] as Steps);
    const preview = await previewStep(plan, 'a', { connections, limit: 2 });
    expect(preview).toMatchObject({
      sampled: false,
      schema: { fields: [{ name: 'customer' }, { name: 'n' }] },
    });
    expect(preview.rows).toHaveLength(2);
    await expect(files.describe('unwritten.csv')).rejects.toMatchObject({ code: 'connector.object-missing' });
  });

  it('shows the good rows of a broken file, and says how many are none', async () => {
    const lines = Array.from({ length: 30 }, (_, at) => `{"id": ${at + 1}}`);
    writeFileSync(join(root, 'half.jsonl'), [...lines, '{"id": 31', 'null', '{"id": 33}'].join('\n'));
    const plan = await planOf([source('half', 'half.jsonl')] as Steps);
    const preview = await previewStep(plan, 'half', { connections, limit: 100 });
    expect(preview).toMatchObject({ sampled: false, setAside: 2 });
    expect(preview.rows.map(({ id }) => Number(id))).toEqual([...range(1, 30), 33]);
  });

  it('looks at a part of a large source only, and further where nothing is found there', async () => {
    writeFileSync(
      join(root, 'large.csv'),
      `n\n${Array.from({ length: 30_000 }, (_, at) => at).join('\n')}\n`,
    );
    const plan = await planOf([
      source('large', 'large.csv'),
      { id: 'f', kind: 'filter', input: 'large', where: 'n > 20000' },
    ] as Steps);
    expect(await previewStep(plan, 'large', { connections, limit: 1 })).toEqual({
      sampled: true,
      rows: [{ n: 0 }],
      schema: expect.anything(),
    });
    expect((await previewStep(plan, 'f', { connections, limit: 1 })).rows).toEqual([{ n: 20001 }]);
  });
});
