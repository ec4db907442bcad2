import { requirePlan } from '../../plan';
import { parseSpec } from '../../spec';
import { sqlReady } from '../../sql';
import { readWorkflow, specOfWorkflow } from '../index';

beforeAll(() => sqlReady());

const base = 'n8n-nodes-base.';
type Node = { name: string; type: string; typeVersion: number; parameters: object; [key: string]: unknown };

const node = (
  name: string,
  type: string,
  typeVersion: number,
  parameters: object = {},
  rest: object = {},
): Node => ({
  name,
  type: `${base}${type}`,
  typeVersion,
  parameters,
  ...rest,
});
const start = node('Start', 'manualTrigger', 1);
const orders = node('Orders', 'postgres', 2.6, {
  operation: 'select',
  table: { __rl: true, mode: 'name', value: 'orders' },
  returnAll: true,
  options: {},
});
const save = node('Save', 'postgres', 2.6, {
  table: { __rl: true, mode: 'name', value: 'loaded' },
  columns: { mappingMode: 'autoMapInputData', value: null },
});

/** One after another, from Start through Orders to Save. */
function workflow(...nodes: Node[]) {
  const all = [start, orders, ...nodes, save];
  const connections = Object.fromEntries(
    all
      .slice(0, -1)
      .map(({ name }, index) => [name, { main: [[{ node: all[index + 1]!.name, type: 'main', index: 0 }]] }]),
  );
  return { name: 'Native', nodes: all, connections, settings: {} };
}

const compare = (leftValue: unknown, type: string, operation: string, rightValue?: unknown) => ({
  leftValue,
  rightValue,
  operator: { type, operation },
});
const conditions = (...list: object[]) => ({ conditions: { conditions: list, combinator: 'and' } });
const assigned = (assignments: object[], rest: object = {}) => ({ assignments: { assignments }, ...rest });

/** What stands between the source and the target. */
const between = (drawn: object) => specOfWorkflow(drawn).steps.slice(1, -1);

describe('nodes of n8n become steps', () => {
  test.each<[string, Node, object[]]>([
    [
      'Filter',
      node(
        'Big',
        'filter',
        2.2,
        conditions(
          compare('={{ $json.amount }}', 'number', 'gt', 15),
          compare('={{ $json["City"] }}', 'string', 'notEquals', "O'Hare"),
        ),
      ),
      [{ id: 'big', kind: 'filter', where: `(amount > 15) and ("City" is distinct from 'O''Hare')` }],
    ],
    [
      'Filter of version 1',
      node('Big', 'filter', 1, {
        conditions: { number: [{ value1: '={{$json.amount}}', operation: 'larger', value2: 15 }] },
      }),
      [{ kind: 'filter', where: 'amount > 15' }],
    ],
    [
      'an empty text',
      node('None', 'filter', 2.2, conditions(compare('={{ $json.city }}', 'string', 'empty'))),
      [{ kind: 'filter', where: "coalesce(city, '') = ''" }],
    ],
    [
      'Edit Fields that keeps the others',
      node(
        'More',
        'set',
        3.4,
        assigned(
          [
            { name: 'double', value: '={{ $json.amount * 2 }}', type: 'number' },
            { name: 'shop', value: 'north', type: 'string' },
          ],
          { includeOtherFields: true },
        ),
      ),
      [{ id: 'more', kind: 'derive', fields: { double: 'amount * 2', shop: "'north'" } }],
    ],
    [
      'Edit Fields that keeps nothing else',
      node(
        'Slim',
        'set',
        3.4,
        assigned([
          { name: 'total', value: '={{ $json.amount }}', type: 'number' },
          { name: 'one', value: '={{ 1 }}', type: 'number' },
        ]),
      ),
      [
        { id: 'slim_computed', kind: 'derive', fields: { one: '1' } },
        { id: 'slim', kind: 'select', fields: [{ total: 'amount' }, 'one'] },
      ],
    ],
    [
      'Edit Fields of version 2',
      node('More', 'set', 2, {
        values: {
          number: [
            { name: 'double', value: '={{ $json.amount * 2 }}' },
            { name: 'one', value: '1' },
          ],
          string: [{ name: 'town', value: '={{$json.city}}' }],
        },
      }),
      [{ kind: 'derive', fields: { double: 'amount * 2', one: '1', town: 'city' } }],
    ],
    [
      'Edit Fields of version 3.2, nothing else kept',
      node('Slim', 'set', 3.2, {
        fields: {
          values: [
            { name: 'id', stringValue: '={{ $json.id }}' },
            { name: 'n', type: 'numberValue', numberValue: '7' },
          ],
        },
        include: 'none',
      }),
      [
        { kind: 'derive', fields: { n: '7' } },
        { kind: 'select', fields: ['id', 'n'] },
      ],
    ],
    [
      'a Filter that ignores the case of letters',
      node('Big', 'filter', 2.2, {
        conditions: {
          options: { caseSensitive: false },
          conditions: [compare('={{ $json.city }}', 'string', 'equals', 'Москва')],
        },
      }),
      [{ kind: 'filter', where: "lower(city) = lower('Москва')" }],
    ],
    [
      'Sort',
      node('Order', 'sort', 1, {
        sortFieldsUi: {
          sortField: [
            { fieldName: 'amount', order: 'descending' },
            { fieldName: 'City', order: 'ascending' },
          ],
        },
      }),
      [{ kind: 'sort', by: ['amount desc', '"City"'] }],
    ],
    ['Limit', node('Ten', 'limit', 1, { maxItems: 10 }), [{ kind: 'sort', by: [], limit: 10 }]],
    [
      'Remove Duplicates',
      node('Once', 'removeDuplicates', 2, { compare: 'selectedFields', fieldsToCompare: 'id, city' }),
      [{ kind: 'distinct', by: ['id', 'city'] }],
    ],
    [
      'Summarize',
      node('Totals', 'summarize', 1.1, {
        fieldsToSummarize: {
          values: [
            { aggregation: 'sum', field: 'amount' },
            { aggregation: 'countUnique', field: 'city' },
          ],
        },
        fieldsToSplitBy: 'shop',
      }),
      [
        {
          kind: 'aggregate',
          by: ['shop'],
          measures: { sum_amount: 'sum(amount)', unique_count_city: 'count(distinct city)' },
        },
      ],
    ],
    [
      'Aggregate',
      node('Lists', 'aggregate', 1, {
        fieldsToAggregate: {
          fieldToAggregate: [{ fieldToAggregate: 'id', renameField: true, outputFieldName: 'ids' }],
        },
      }),
      [{ kind: 'aggregate', by: [], measures: { ids: 'array_agg(id) filter (where id is not null)' } }],
    ],
    ['a disabled node', node('Off', 'code', 2, { jsCode: 'return []' }, { disabled: true }), []],
    ['No Operation', node('Pause', 'noOp', 1), []],
  ])('%s', (_what, drawn, expected) => {
    const document = workflow(drawn);
    expect(between(document)).toMatchObject(expected);
    expect(between(document)).toHaveLength(expected.length);
    requirePlan(parseSpec(specOfWorkflow(document)));
  });

  test('a Limit keeps the order of the Sort before it', () => {
    const sorted = node('Order', 'sort', 1, { sortFieldsUi: { sortField: [{ fieldName: 'amount' }] } });
    expect(between(workflow(sorted, node('Ten', 'limit', 1, { maxItems: 10 }))).at(-1)).toMatchObject({
      by: ['amount'],
      limit: 10,
    });
  });

  test('If divides rows, Merge puts them together or joins them', () => {
    const isBig = node('Big?', 'if', 2.2, conditions(compare('={{ $json.amount }}', 'number', 'gte', 10)));
    const merge = (parameters: object) => ({
      name: 'x',
      nodes: [start, orders, isBig, node('Both', 'merge', 3, parameters), save],
      connections: {
        Start: { main: [[{ node: 'Orders', index: 0 }]] },
        Orders: { main: [[{ node: 'Big?', index: 0 }]] },
        'Big?': { main: [[{ node: 'Both', index: 0 }], [{ node: 'Both', index: 1 }]] },
        Both: { main: [[{ node: 'Save', index: 0 }]] },
      },
    });
    expect(between(merge({}))).toMatchObject([
      { id: 'big', where: 'amount >= 10' },
      { id: 'big_else', where: '(amount >= 10) is not true' },
      { id: 'both', kind: 'union', inputs: ['big', 'big_else'] },
    ]);
    const joined = { mode: 'combine', fieldsToMatchString: 'id', joinMode: 'enrichInput1' };
    expect(between(merge(joined)).at(-1)).toMatchObject({
      kind: 'join',
      type: 'left',
      on: ['id'],
      left: 'big',
      right: 'big_else',
    });
  });

  describe('Switch', () => {
    const rule = (least: number) => conditions(compare('={{ $json.amount }}', 'number', 'gte', least));
    const switched = (options: object) => {
      const parameters = { rules: { values: [{ ...rule(100), outputKey: 'big' }, rule(10)] }, options };
      const drawn = workflow(node('By size', 'switch', 3.2, parameters));
      return between(drawn).map((step) => (step as { where?: string }).where);
    };

    test('the first rule that is true takes the row', () => {
      // Only what a target needs is left: the first output is connected.
      expect(switched({})).toEqual(['(amount >= 100)']);
      const { spec } = readWorkflow(lastOutput({}, 1));
      expect(spec?.steps[1]).toMatchObject({
        id: 'by_size_2',
        where: '(amount >= 100) is not true and (amount >= 10)',
      });
    });

    test('the others leave by the fallback, or by an output beside its own', () => {
      const { spec } = readWorkflow(lastOutput({ fallbackOutput: 'extra' }, 2));
      expect(spec?.steps[1]).toMatchObject({
        where: '(amount >= 100) is not true and (amount >= 10) is not true',
      });
      expect(switched({ fallbackOutput: 0 })).toEqual([
        '((amount >= 100)) or ((amount >= 100) is not true and (amount >= 10) is not true)',
      ]);
    });

    test('every rule that is true', () =>
      expect(readWorkflow(lastOutput({ allMatchingOutputs: true }, 1)).spec?.steps[1]).toMatchObject({
        where: '(amount >= 10)',
      }));

    function lastOutput(options: object, output: number) {
      const parameters = { rules: { values: [{ ...rule(100), outputKey: 'big' }, rule(10)] }, options };
      const drawn = workflow(node('By size', 'switch', 3.2, parameters));
      const to = [{ node: 'Save', type: 'main', index: 0 }];
      drawn.connections['By size'] = { main: [...Array.from({ length: output }, () => []), to] };
      return drawn;
    }
  });

  test('Postgres reads with conditions, order and limit, and writes by columns', () => {
    const read = {
      ...orders,
      parameters: {
        ...orders.parameters,
        schema: { __rl: true, mode: 'list', value: 'shop' },
        returnAll: false,
        limit: 5,
        where: {
          values: [
            { column: 'amount', condition: '>', value: '3' },
            { column: 'city', condition: 'IS NOT NULL' },
          ],
        },
        sort: { values: [{ column: 'id', direction: 'DESC' }] },
        options: { outputColumns: ['id', 'amount'] },
      },
      credentials: { postgres: { id: '1', name: 'App database' } },
    };
    const into = {
      ...save,
      parameters: {
        ...save.parameters,
        operation: 'upsert',
        columns: {
          mappingMode: 'defineBelow',
          value: { id: '={{ $json.id }}', total: '={{ $json.amount }}' },
          matchingColumns: ['id'],
        },
      },
    };
    const document = workflow();
    document.nodes = [start, read, into];
    const spec = specOfWorkflow(document);
    expect(spec.connections).toEqual({
      app_database: { system: 'postgresql' },
      postgresql: { system: 'postgresql' },
    });
    expect(spec.steps).toMatchObject([
      {
        kind: 'source',
        object: 'shop.orders',
        fields: ['id', 'amount'],
        where: 'amount > 3 and city is not null',
      },
      { kind: 'sort', by: ['id desc'], limit: 5 },
      { kind: 'select', fields: ['id', { total: 'amount' }] },
      { kind: 'target', object: 'public.loaded', mode: 'merge', keys: ['id'], create: 'never' },
    ]);
  });
});

describe('triggers', () => {
  test('nothing but a trigger starts a workflow: a node that nobody feeds is left out', () => {
    const document = workflow();
    document.nodes.push({ ...orders, name: 'Alone' });
    expect(readWorkflow(document).leftOut).toEqual(['Alone']);
  });

  test.each(['emailReadImap', 'githubTrigger', 'webhook'])('%s is refused: no pipeline starts so', (type) => {
    const document = workflow();
    document.nodes[0] = node('Start', type, 1);
    expect(readWorkflow(document).refusals).toEqual([
      expect.objectContaining({
        node: 'Start',
        reason: { en: expect.stringContaining('not by'), ru: expect.stringContaining('а не') },
      }),
    ]);
  });

  const spec = (parameters: object, settings: object = {}) => {
    const document = workflow();
    document.nodes[0] = node('Start', 'scheduleTrigger', 1.2, parameters);
    return specOfWorkflow({ ...document, settings }).schedule;
  };
  const rule = (interval: object) => ({ rule: { interval: [interval] } });

  test.each<[object, unknown]>([
    [rule({ field: 'cronExpression', expression: '0 6 * * *' }), { cron: '0 6 * * *' }],
    [rule({ field: 'cronExpression', expression: '0 30 6 * * 1' }), { cron: '30 6 * * 1' }],
    [rule({ field: 'minutes', minutesInterval: 15 }), { every: '15m' }],
    [rule({ triggerAtHour: 6, triggerAtMinute: 5 }), { cron: '5 6 * * *' }],
    [rule({ field: 'weeks', triggerAtDay: [1, 5], triggerAtHour: 7 }), { cron: '0 7 * * 1,5' }],
    [rule({ field: 'months', monthsInterval: 3, triggerAtDayOfMonth: 2 }), { cron: '0 0 2 */3 *' }],
  ])('%j', (parameters, expected) => expect(spec(parameters)).toEqual(expected));

  test.each<[string, object, unknown]>([
    ['cron', { triggerTimes: { item: [{ mode: 'everyDay', hour: 6, minute: 30 }] } }, { cron: '30 6 * * *' }],
    ['cron', { triggerTimes: { item: [{ mode: 'everyX', value: 15, unit: 'minutes' }] } }, { every: '15m' }],
    [
      'cron',
      { triggerTimes: { item: [{ mode: 'custom', cronExpression: '0 5 4 * * 2' }] } },
      { cron: '5 4 * * 2' },
    ],
    ['interval', { interval: 2, unit: 'hours' }, { every: '2h' }],
  ])('of old: %s %j', (type, parameters, expected) => {
    const document = workflow();
    document.nodes[0] = node('Start', type, 1, parameters);
    expect(specOfWorkflow(document).schedule).toEqual(expected);
  });

  test('the time zone is that of the settings', () =>
    expect(spec(rule({ field: 'hours', hoursInterval: 2 }), { timezone: 'Europe/Moscow' })).toEqual({
      every: '2h',
      timezone: 'Europe/Moscow',
    }));
});

test('a native node that writes says how often to try again', () => {
  const document = workflow();
  document.nodes[2] = { ...save, retryOnFail: true, maxTries: 4, waitBetweenTries: 2500 };
  expect(specOfWorkflow(document).retry).toEqual({ attempts: 3, delay: '3s', backoff: 'fixed' });
});

describe('what cannot be said is refused by node and reason', () => {
  test.each<[string, Node, RegExp]>([
    ['Code', node('Odd', 'code', 2), /code.*SQL/],
    ['HTTP Request', node('Odd', 'httpRequest', 4.2), /service/],
    ['a node that nobody knows', node('Odd', 'somethingNew', 1), /no step/],
    [
      'JavaScript',
      node(
        'Odd',
        'set',
        3.4,
        assigned([{ name: 'a', value: '={{ $json.b.toUpperCase() }}', type: 'string' }]),
      ),
      /JavaScript/,
    ],
    [
      'a quotient',
      node('Odd', 'set', 3.4, assigned([{ name: 'a', value: '={{ $json.b / 2 }}', type: 'number' }])),
      /JavaScript/,
    ],
    [
      'another node’s rows',
      node('Odd', 'filter', 2, conditions(compare("={{ $('Start').item.json.x }}", 'number', 'gt', 1))),
      /JavaScript/,
    ],
    [
      'a regular expression',
      node('Odd', 'filter', 2, conditions(compare('={{ $json.x }}', 'string', 'regex', 'a+'))),
      /regex/,
    ],
    ['a form of old', node('Odd', 'switch', 2), /version 2/],
    ['Switch by JavaScript', node('Odd', 'switch', 3.2, { mode: 'expression' }), /JavaScript/],
    [
      'a query',
      node('Odd', 'postgres', 2.5, { operation: 'executeQuery', query: 'SELECT 1' }),
      /executeQuery/,
    ],
    ['the last rows', node('Odd', 'limit', 1, { keep: 'lastItems' }), /last/],
    ['nothing filled in', node('Odd', 'filter', 2.2), /no condition/],
  ])('%s', (_what, odd, reason) => {
    const { refusals, spec } = readWorkflow(workflow(odd));
    expect(spec).toBeUndefined();
    expect(refusals).toEqual([
      {
        node: 'Odd',
        type: odd.type,
        reason: { en: expect.stringMatching(reason), ru: expect.stringMatching(/[а-я]/) },
      },
    ]);
  });

  test('all of them at once, in both languages', () => {
    const document = workflow(node('One', 'code', 2), node('Two', 'httpRequest', 4));
    expect(() => specOfWorkflow(document)).toThrow(/"One".*\n.*"Two"/);
  });

  test('a circle, two datasets at one input, two schedules', () => {
    const document = workflow(node('Loop', 'splitInBatches', 3));
    document.connections.Save = { main: [[{ node: 'Loop', type: 'main', index: 0 }]] };
    expect(
      readWorkflow(document)
        .refusals.map(({ node: name }) => name)
        .sort(),
    ).toEqual(['Loop', 'Save']);
    const twice = workflow();
    const other = { ...orders, name: 'Others' };
    twice.nodes.push(other, node('Daily', 'scheduleTrigger', 1), node('Hourly', 'scheduleTrigger', 1));
    for (const [from, to] of [
      ['Daily', 'Others'],
      ['Hourly', 'Others'],
      ['Others', 'Save'],
    ])
      twice.connections[from!] = { main: [[{ node: to!, type: 'main', index: 0 }]] };
    expect(
      readWorkflow(twice)
        .refusals.map(({ node: name }) => name)
        .sort(),
    ).toEqual(['Hourly', 'Save']);
  });
});

describe('documents of strangers', () => {
  test.each<[string, unknown]>([
    ['null', null],
    ['a list', []],
    ['no nodes', { connections: {} }],
    ['a node without a name', { nodes: [{ type: 'x' }], connections: {} }],
  ])('%s is no workflow', (_what, document) =>
    expect(() => specOfWorkflow(document)).toThrow(
      expect.objectContaining({ code: 'canvas.not-a-workflow' }),
    ),
  );

  test.each<[string, object]>([
    ['nothing drawn', { nodes: [], connections: {} }],
    [
      'lines to nodes that are gone',
      { nodes: [start], connections: { Start: { main: [[{ node: 'Gone' }], null, 7] }, Gone: null } },
    ],
    ['parameters that are no mapping', { nodes: [{ ...start, parameters: 'x' }], connections: [] }],
    ['a trigger alone', { nodes: [start], connections: {} }],
  ])('%s loads nothing', (_what, document) =>
    expect(() => specOfWorkflow(document)).toThrow(expect.objectContaining({ code: 'canvas.empty' })),
  );
});
