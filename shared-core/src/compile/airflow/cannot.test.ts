import { isAiEtlError } from '../../errors';
import { parseType } from '../../schema';
import { compile } from '../index';

type Part = Record<string, unknown>;

const fields = (types: Record<string, string>) => ({
  fields: Object.entries(types).map(([name, type]) => ({ name, type: parseType(type), nullable: true })),
});
const schemas = {
  rows: fields({ id: 'int64', name: 'string', changed: 'timestamptz', exact: 'timestamp(9)' }),
  others: fields({ id: 'int64', changed: 'timestamptz' }),
};
const rows = {
  id: 'rows',
  kind: 'source',
  connection: 'shop',
  object: 'orders',
  cursor: { field: 'changed' },
};
const others = { ...rows, id: 'others', object: 'people' };
const load = { id: 'load', kind: 'target', connection: 'pg', object: 'marts.t', mode: 'merge', keys: ['id'] };

/** Reasons of a refusal, one a line; none where the pipeline compiles. */
async function reasons(steps: Part[], options: Part = {}, more: Part = {}): Promise<string> {
  const spec = {
    apiVersion: 'ai-etl/v1',
    name: 'p',
    connections: {
      shop: { system: 'postgresql' },
      pg: { system: 'postgresql' },
      ch: { system: 'clickhouse' },
      files: { system: 'file' },
    },
    ...more,
    steps,
  };
  try {
    await compile(spec, 'airflow', { schemas, ...options });
    return '';
  } catch (error) {
    if (!isAiEtlError(error) || error.code !== 'compile.cannot-say') throw error;
    expect(error.render('ru')).not.toBe(error.render('en'));
    return error.message;
  }
}

const through = (step: Part, target: Part = load) => [
  rows,
  { id: 'mid', input: 'rows', ...step },
  { ...target, input: 'mid' },
];
const joined = (
  type: string,
  left: string,
  right: string,
  second: Part = { ...others, cursor: undefined },
) => [rows, second, { id: 'mid', kind: 'join', type, left, right, on: ['id'] }, { ...load, input: 'mid' }];

describe('a cursor is refused where new rows alone would give another target', () => {
  it.each<[string, Part[], RegExp]>([
    [
      'replace',
      [rows, { ...load, input: 'rows', mode: 'replace' }],
      /"rows" \(source\.cursor\): .*replace would leave nothing else/,
    ],
    [
      'text',
      [
        { ...rows, cursor: { field: 'name' } },
        { ...load, input: 'rows' },
      ],
      /name is string/,
    ],
    [
      'nanoseconds',
      [
        { ...rows, cursor: { field: 'exact' } },
        { ...load, input: 'rows' },
      ],
      /finer than the microsecond/,
    ],
    [
      'aggregate',
      through({ kind: 'aggregate', by: ['id'], measures: { n: 'count(*)' } }),
      /"mid" \(aggregate\.cursor\)/,
    ],
    ['window', through({ kind: 'window', fields: { n: 'row_number()' } }), /"mid" \(window\.cursor\)/],
    ['distinct', through({ kind: 'distinct' }), /"mid" \(distinct\.cursor\)/],
    ['limit', through({ kind: 'sort', by: ['id'], limit: 3 }), /"mid" \(sort\.cursor\)/],
    ['the other side of a left join', joined('left', 'others', 'rows'), /"mid" \(join\.cursor\)/],
    ['full join', joined('full', 'rows', 'others'), /"mid" \(join\.cursor\)/],
    ['both sides', joined('inner', 'rows', 'others', others), /"mid" \(join\.cursor\)/],
    [
      'a file',
      [rows, { ...load, input: 'rows', connection: 'files', object: 'x.csv', mode: 'replace' }],
      /a file is written whole/,
    ],
    [
      'a lookback whose rows nothing tells apart',
      [
        { ...rows, cursor: { field: 'changed', lookback: '1h' } },
        { ...load, input: 'rows', mode: 'append', keys: undefined },
      ],
      /"rows" \(cursor\.lookback\): append would take the rows of the lookback once more/,
    ],
    [
      'append into ClickHouse without the cursor',
      through({ kind: 'select', fields: ['id'] }, { ...load, connection: 'ch', mode: 'append' }),
      /"load" \(append\.cursor\): .* has to hold changed/,
    ],
  ])('%s', async (_, steps, reason) => expect(await reasons(steps)).toMatch(reason));

  it.each<[string, Part[]]>([
    ['filters and derived fields', through({ kind: 'derive', fields: { double: 'id * 2' } })],
    ['sorting alone', through({ kind: 'sort', by: ['id'] })],
    [
      'a lookback whose rows are known by their keys',
      [
        { ...rows, cursor: { field: 'changed', lookback: '1h' } },
        { ...load, input: 'rows', mode: 'append' },
      ],
    ],
    ['a join that keeps its rows', joined('left', 'rows', 'others')],
    [
      'append into ClickHouse with the cursor',
      [rows, { ...load, input: 'rows', connection: 'ch', mode: 'append' }],
    ],
  ])('takes %s', async (_, steps) => expect(await reasons(steps)).toBe(''));
});

describe('files and late runs are refused by name', () => {
  const whole = { ...rows, cursor: undefined };
  const file = {
    ...load,
    input: 'rows',
    connection: 'files',
    object: 'out.csv',
    mode: 'replace',
    keys: undefined,
  };

  it.each<[Part, RegExp]>([
    [{ mode: 'append' }, /target\.append\): a DAG replaces a file/],
    [{ mode: 'merge', keys: ['id'] }, /target\.merge\)/],
    [{ object: 'out.xlsx' }, /out\.xlsx names no format/],
    [{ object: 'out.parquet.gz' }, /out\.parquet\.gz names no format/],
    [{ object: 'folder/' }, /names no format/],
  ])('%j', async (change, reason) => expect(await reasons([whole, { ...file, ...change }])).toMatch(reason));

  const late = (version: string, more: Part) =>
    reasons([whole, { ...load, input: 'rows' }], { version }, more);
  const told = { sla: '1h', notify: [{ on: 'sla', email: 'a@example.org' }] };

  it.each<[string, Part, RegExp]>([
    ['3.0', { sla: '1h' }, /accepts an SLA and does nothing/],
    ['3.0', told, /accepts an SLA and does nothing/],
    ['3.3', { sla: '1h' }, /a deadline of Airflow 3\.3 is nothing but a message/],
    ['2.11', { notify: told.notify }, /there is no sla to miss/],
    ['2.11', told, /^$/],
    ['2.10', { sla: '1h' }, /^$/],
    ['3.3', told, /^$/],
  ])('%s with %j', async (version, more, reason) => expect(await late(version, more)).toMatch(reason));
});
