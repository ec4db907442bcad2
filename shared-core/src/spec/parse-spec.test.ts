import { parseSpec, readSpec, locate } from './index';
import { isAiEtlError } from '../errors';

const head = 'apiVersion: ai-etl/v1\nname: p\n';
const steps = (...lines: string[]) => `${head}steps:\n${lines.map((line) => `  - ${line}\n`).join('')}`;
const said = (text: string, language: 'en' | 'ru' = 'en') =>
  readSpec(text, { file: 'p.yaml' }).problems.map((problem) => problem.render(language).split('\n')[0]);

describe('what is said of a wrong document', () => {
  it.each([
    [
      'an unknown key',
      steps('{ id: a, kind: filter, input: b, where: x, wher: y }'),
      'p.yaml:4:48 steps[0].wher: unknown key "wher"',
    ],
    [
      'the nearest free key',
      steps('{ id: a, kind: filter, input: b, wher: y }'),
      'p.yaml:4:38 steps[0].wher: unknown key "wher". Did you mean "where"?',
    ],
    [
      'a missing key',
      steps('{ id: a, kind: filter, input: b }'),
      'p.yaml:4:5 steps[0]: key "where" is missing, expected text',
    ],
    [
      'an unknown kind',
      steps('{ id: a, kind: sorce }'),
      'p.yaml:4:20 steps[0].kind: "sorce" is not a kind of step. Did you mean "source"?',
    ],
    [
      'a missing kind',
      steps('{ id: a }'),
      'p.yaml:4:5 steps[0]: key "kind" is missing, expected one of source, filter, select, derive, join, aggregate, window, union, distinct, sort, sql, quality, mask, target',
    ],
    [
      'a wrong choice',
      steps('{ id: a, kind: join, left: b, right: c, type: iner }'),
      'p.yaml:4:51 steps[0].type: "iner" is not one of inner, left, right, full, cross. Did you mean "inner"?',
    ],
    [
      'a wrong type',
      steps('{ id: a, kind: sort, input: b, limit: x }'),
      'p.yaml:4:43 steps[0].limit: "x" does not fit, expected a number',
    ],
    [
      'a fraction',
      steps('{ id: a, kind: sort, input: b, limit: 1.5 }'),
      'p.yaml:4:43 steps[0].limit: 1.5 does not fit, expected a whole number',
    ],
    [
      'a bound',
      steps('{ id: a, kind: sort, input: b, limit: -1 }'),
      'p.yaml:4:43 steps[0].limit: -1 does not fit, expected at least 0',
    ],
    [
      'a name',
      steps('{ id: 1a, kind: sort, input: b }'),
      'p.yaml:4:11 steps[0].id: "1a" does not fit, expected a name: a letter or _ first, then letters, digits, _ and -',
    ],
    [
      'a duration',
      `${head}timeout: soon\nsteps: [{ id: a, kind: sort, input: b }]`,
      'p.yaml:3:10 timeout: "soon" does not fit, expected a duration such as 30s, 15m, 2h or 1d',
    ],
    [
      'forms of a place',
      `${head}schedule: { crn: 1 }\nsteps: [{ id: a, kind: sort, input: b }]`,
      'p.yaml:3:11 schedule: {"crn":1} does not fit, expected {cron, timezone}, {every, timezone}, {event: {connection, object}} or manual',
    ],
    [
      'a value inside a form',
      `${head}schedule: { cron: 5 }\nsteps: [{ id: a, kind: sort, input: b }]`,
      'p.yaml:3:19 schedule.cron: 5 does not fit, expected text',
    ],
    ['an empty list', `${head}steps: []`, 'p.yaml:3:8 steps: [] does not fit, expected at least 1 items'],
    [
      'a text instead of a document',
      'hello',
      'p.yaml: a pipeline is a mapping of keys to values, this is text',
    ],
    ['nothing', '', 'p.yaml: a pipeline is a mapping of keys to values, this is empty'],
    [
      'another version',
      'apiVersion: ai-etl/v9',
      'p.yaml:1:13 apiVersion: apiVersion "ai-etl/v9" is not known here; known: ai-etl/v1',
    ],
    ['a duplicate key', `${head}name: q\n`, 'p.yaml:3:1: key "name" is given twice'],
    [
      'an open bracket',
      'a: [1',
      'p.yaml:1:6: the text is not valid YAML: the indentation does not fit, or a bracket is not closed',
    ],
    [
      'an open quote',
      'a: "x',
      'p.yaml:1:6: the text is not valid YAML: a closing quote, bracket, comma or colon is missing',
    ],
    [
      'two documents',
      'a: 1\n---\nb: 2',
      'p.yaml:2:1: the text is not valid YAML: more than one document (---) in a file; a file holds one pipeline',
    ],
    ['a tag', 'a: !js 1', 'p.yaml:1:4: the text is not valid YAML: tags (!name) are not used here'],
  ])('%s', (_, text, message) => {
    expect(said(text)).toContain(message);
  });

  it('gathers all problems, in Russian too', () => {
    const text = steps('{ id: a, kind: sorce }', '{ id: b, kind: sort, input: a, limit: x }');
    expect(said(text, 'ru')).toEqual([
      'p.yaml:4:20 steps[0].kind: вида шага "sorce" нет. Возможно, имелось в виду «source»?',
      'p.yaml:5:43 steps[1].limit: значение "x" не подходит, ожидается число',
    ]);
  });

  it('throws one error with every problem', () => {
    try {
      parseSpec(steps('{ id: a, kind: sorce }', '{ id: b, kind: sortt }'));
      throw new Error('nothing was thrown');
    } catch (error) {
      if (!isAiEtlError(error)) throw error;
      expect(error.code).toBe('spec.invalid');
      expect(error.parameters.problems).toHaveLength(2);
    }
  });

  it('bounds aliases that multiply', () => {
    const bomb = [
      'a: &a [1,1]',
      ...[...'bcdefghij'].map(
        (name, i) => `${name}: &${name} [${Array(9).fill(`*${'abcdefghij'[i]}`).join(',')}]`,
      ),
    ];
    expect(said(bomb.join('\n'))).toEqual([
      'p.yaml: the text is not valid YAML: aliases (*name) repeat too much or name nothing',
    ]);
  });

  it('bounds size, depth and number of steps', () => {
    expect(said(`# ${'x'.repeat(1_000_001)}`)[0]).toMatch(
      'the document is too large: 1000003 characters, at most 1000000',
    );
    expect(said('['.repeat(200_000))[0]).toMatch('p.yaml');
    expect(said(`${head}x: ${'['.repeat(5000)}${']'.repeat(5000)}`)).toEqual([
      expect.stringMatching(/p\.yaml:3:\d+: the text is not valid YAML: .*deep/),
    ]);
    const many = Array.from({ length: 1001 }, (_, index) => ({ id: `s${index}`, kind: 'sort', input: 'a' }));
    expect(readSpec({ apiVersion: 'ai-etl/v1', name: 'p', steps: many }).problems[0]?.code).toBe(
      'spec.too-large',
    );
  });

  it('keeps a key called __proto__ out of the objects it makes', () => {
    expect(said(`${head}__proto__: { polluted: 1 }\nsteps: [{ id: a, kind: sort, input: b }]`)[0]).toMatch(
      'unknown key "__proto__"',
    );
    expect(({} as { polluted?: number }).polluted).toBeUndefined();
  });
});

describe('what is read', () => {
  it('reads YAML and JSON alike', () => {
    const yaml = steps('{ id: a, kind: sort, input: b, by: [x desc] }');
    const json = JSON.stringify(
      { apiVersion: 'ai-etl/v1', name: 'p', steps: [{ id: 'a', kind: 'sort', input: 'b', by: ['x desc'] }] },
      null,
      '\t',
    );
    expect(parseSpec(json)).toEqual(parseSpec(yaml));
    expect(parseSpec(JSON.parse(json))).toEqual(parseSpec(yaml));
  });

  it('reads what a mapping takes over from others (<<), and points to where it stands', () => {
    const text = [
      'apiVersion: ai-etl/v1',
      'name: merged',
      'connections: { files: { system: file } }',
      'steps:',
      '  - &first { id: a, kind: source, connection: files, object: a.csv }',
      '  - { <<: *first, id: b, object: b.csv }',
      '  - { <<: [*first], id: c }',
    ];
    expect(parseSpec(text.join('\n')).steps).toEqual(
      [
        ['a', 'a.csv'],
        ['b', 'b.csv'],
        ['c', 'a.csv'],
      ].map(([id, object]) => expect.objectContaining({ id, object, kind: 'source', connection: 'files' })),
    );
    const wrong = text.join('\n').replace('object: a.csv', 'object: 5').replace(', object: b.csv', '');
    expect(said(wrong)).toEqual([5, 5, 5].map((line) => expect.stringContaining(`p.yaml:${line}:`)));
    expect(said(text.join('\n').replace('<<: *first', '<<: 5'))).toEqual([
      expect.stringMatching(/^p\.yaml:6:7: .*<< must name a mapping/),
    ]);
  });

  it('reads a byte order mark, Windows line ends and aliases', () => {
    const text = `\uFEFF${steps('&x { id: a, kind: sort, input: b }')}tags: [&t one, *t]\n`.replaceAll(
      '\n',
      '\r\n',
    );
    expect(parseSpec(text).tags).toEqual(['one', 'one']);
  });
});

describe('places inside a text value', () => {
  const text = [
    head + 'steps:',
    '  - { id: a, kind: filter, input: s, where: delay > 15 }',
    "  - { id: b, kind: filter, input: a, where: 'it''s = \"q\"' }",
    '  - { id: c, kind: filter, input: b, where: "x\\t> \\"y\\" \\u0041 z" }',
    '  - id: d',
    '    kind: sql',
    '    inputs: [a]',
    '    query: |',
    '      select город',
    '',
    '      from a',
    '  - id: e',
    '    kind: sql',
    '    inputs: [a]',
    '    query: >-',
    '      select one,',
    '      two',
    '      from a',
    '',
  ].join('\n');
  const spec = parseSpec(text);
  it.each([
    [0, 'where', '15', '4:53'],
    [1, 'where', '"q"', '5:54'],
    [2, 'where', 'z', '6:64'],
    [3, 'query', 'город', '11:14'],
    [3, 'query', 'from', '13:7'],
    [4, 'query', 'two', '19:7'],
    [4, 'query', 'from', '20:7'],
  ])('step %i %s at %s', (index, key, needle, expected) => {
    const value = (spec.steps[index] as unknown as Record<string, string>)[key]!;
    const { line, column } = locate(spec, ['steps', index, key], value.indexOf(needle));
    const lines = text.split('\n');
    expect(`${line}:${column}`).toBe(expected);
    expect(lines[line! - 1]!.slice(column! - 1).startsWith(needle)).toBe(true);
  });
});
