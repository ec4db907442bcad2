import fc from 'fast-check';
import { diffSpecs, parseSpec, printSpec, specHash, type PipelineSpecInput } from './index';

const flagship: PipelineSpecInput = {
  apiVersion: 'ai-etl/v1',
  name: 'delayed-flights-by-airport',
  owner: 'analytics',
  schedule: { cron: '0 6 * * *', timezone: 'Europe/Moscow' },
  connections: { files: { system: 'file' }, warehouse: { system: 'clickhouse' } },
  steps: [
    { id: 'flights', kind: 'source', connection: 'files', object: 'flights.csv' },
    { id: 'delayed', kind: 'filter', input: 'flights', where: 'delay > 15' },
    {
      id: 'by_airport',
      kind: 'aggregate',
      input: 'delayed',
      by: ['origin'],
      measures: { flights: 'count(*)', total_delay: 'sum(delay)' },
    },
    {
      id: 'mart',
      kind: 'target',
      input: 'by_airport',
      connection: 'warehouse',
      object: 'analytics.delayed_flights',
      mode: 'replace',
    },
  ],
};

const name = fc.stringMatching(/^[a-zа-я_][a-zа-я0-9_-]{0,8}$/u);
const text = fc.oneof(
  fc.string({ minLength: 1, maxLength: 30, unit: 'grapheme' }),
  fc.constantFrom('no', '1', 'null', '- x', 'a: b', '# c', 'a\nb\n', ' x ', "it's", '"', '\\', 'x\ty'),
);
const field = fc.oneof(name, fc.constantFrom('Город', 'on', 'yes', '2024', 'a b', '~'));
const expressions = fc
  .dictionary(field, text, { minKeys: 1, maxKeys: 4, noNullPrototype: true })
  .map(withoutProto);
const step = fc.oneof(
  fc.record({
    id: name,
    kind: fc.constant('source' as const),
    connection: name,
    object: text,
    options: fc.option(
      fc
        .dictionary(field, fc.oneof(text, fc.integer(), fc.boolean(), fc.constant(null)), {
          noNullPrototype: true,
        })
        .map(withoutProto),
      { nil: undefined },
    ),
  }),
  fc.record({ id: name, kind: fc.constant('filter' as const), input: name, where: text }),
  fc.record({ id: name, kind: fc.constant('derive' as const), input: name, fields: expressions }),
  fc.record({
    id: name,
    kind: fc.constant('select' as const),
    input: name,
    fields: fc.array(
      fc.oneof(
        field,
        fc.tuple(field, field).map(([a, b]) => ({ [a]: b })),
      ),
      { minLength: 1, maxLength: 5 },
    ),
  }),
  fc.record({
    id: name,
    kind: fc.constant('join' as const),
    left: name,
    right: name,
    type: fc.constantFrom('inner' as const, 'full' as const),
    on: fc.oneof(text, fc.array(field, { minLength: 1 }), expressions),
  }),
  fc.record({
    id: name,
    kind: fc.constant('sort' as const),
    input: name,
    by: fc.array(text, { maxLength: 3 }),
    limit: fc.option(fc.nat(), { nil: undefined }),
  }),
  fc.record({
    id: name,
    kind: fc.constant('sql' as const),
    inputs: fc.array(name, { minLength: 1 }),
    query: text,
  }),
);
const specs = fc.record({
  apiVersion: fc.constant('ai-etl/v1' as const),
  name,
  description: fc.option(text, { nil: undefined }),
  tags: fc.array(text),
  timeout: fc.option(fc.constantFrom('30s', '15m'), { nil: undefined }),
  steps: fc.array(step, { minLength: 1, maxLength: 6 }),
});

/** JSON has no such key of its own: assigning to it changes the object's prototype. */
function withoutProto<T>(record: Record<string, T>): Record<string, T> {
  return Object.fromEntries(Object.entries(record).filter(([key]) => key !== '__proto__'));
}

const shuffled = (value: unknown): unknown => {
  if (Array.isArray(value)) return value.map(shuffled);
  if (typeof value !== 'object' || value === null) return value;
  return Object.fromEntries(
    Object.entries(value)
      .reverse()
      .map(([key, inner]) => [key, shuffled(inner)]),
  );
};

describe('printing', () => {
  it('looks as a person would write it', () => {
    expect(printSpec(flagship)).toBe(`apiVersion: ai-etl/v1
name: delayed-flights-by-airport
owner: analytics
schedule: { cron: 0 6 * * *, timezone: Europe/Moscow }
connections:
  files: { system: file }
  warehouse: { system: clickhouse }
steps:
  - { id: flights, kind: source, connection: files, object: flights.csv }
  - { id: delayed, kind: filter, input: flights, where: delay > 15 }
  - id: by_airport
    kind: aggregate
    input: delayed
    by: [ origin ]
    measures: { flights: count(*), total_delay: sum(delay) }
  - id: mart
    kind: target
    input: by_airport
    connection: warehouse
    object: analytics.delayed_flights
    mode: replace
`);
  });

  it('reads back as the same spec', () => {
    fc.assert(
      fc.property(specs, (spec) => {
        const parsed = parseSpec(JSON.parse(JSON.stringify(spec)));
        expect(parseSpec(printSpec(parsed))).toEqual(parsed);
      }),
      { numRuns: 300 },
    );
  });
});

describe('hash', () => {
  it('is the same for every order of keys', () => {
    fc.assert(
      fc.property(specs, (spec) => {
        const plain = JSON.parse(JSON.stringify(spec)) as PipelineSpecInput;
        expect(specHash(shuffled(plain) as PipelineSpecInput)).toBe(specHash(plain));
      }),
    );
  });

  it.each<[string, (spec: PipelineSpecInput) => PipelineSpecInput]>([
    ['defaults written out', (spec) => parseSpec(spec)],
    ['steps in another order', (spec) => ({ ...spec, steps: [...spec.steps].reverse() })],
    [
      'white space in an expression',
      (spec) => ({
        ...spec,
        steps: spec.steps.map((one) => (one.kind === 'filter' ? { ...one, where: 'delay\n   >  15 ' } : one)),
      }),
    ],
  ])('does not see %s', (_, change) => {
    expect(specHash(change(flagship))).toBe(specHash(flagship));
  });

  it('takes a list of keys and equal pairs for the same join', () => {
    const joined = (on: string[] | Record<string, string>): PipelineSpecInput => ({
      ...flagship,
      steps: [...flagship.steps, { id: 'j', kind: 'join', left: 'flights', right: 'delayed', on }],
    });
    expect(specHash(joined(['a']))).toBe(specHash(joined({ a: 'a' })));
  });

  it.each<[string, (spec: PipelineSpecInput) => PipelineSpecInput]>([
    [
      'a condition',
      (spec) => ({
        ...spec,
        steps: spec.steps.map((one) => (one.kind === 'filter' ? { ...one, where: 'delay > 16' } : one)),
      }),
    ],
    [
      'white space inside quotes',
      (spec) => ({
        ...spec,
        steps: spec.steps.map((one) => (one.kind === 'filter' ? { ...one, where: "delay > '1  5'" } : one)),
      }),
    ],
    ['a name', (spec) => ({ ...spec, name: 'other' })],
  ])('sees %s', (_, change) => {
    expect(specHash(change(flagship))).not.toBe(specHash(flagship));
  });
});

describe('differences', () => {
  it('names steps that came, went and changed', () => {
    const after: PipelineSpecInput = {
      ...flagship,
      owner: 'marketing',
      steps: [
        flagship.steps[0]!,
        { id: 'delayed', kind: 'filter', input: 'flights', where: 'delay > 30' },
        { id: 'top', kind: 'sort', input: 'delayed', limit: 10 },
        flagship.steps[3]!,
      ],
    };
    expect(diffSpecs(flagship, after).map(({ text }) => text.en)).toEqual([
      'owner: "analytics" → "marketing"',
      'step "by_airport" (aggregate) removed',
      'step "delayed": where: "delay > 15" → "delay > 30"',
      'step "top" (sort) added',
    ]);
    expect(diffSpecs(flagship, after)[1]!.text.ru).toBe('шаг "by_airport" (aggregate) удалён');
  });

  it('finds none between two ways of writing', () => {
    expect(diffSpecs(flagship, parseSpec(printSpec(flagship)))).toEqual([]);
  });
});
