import { readReference } from './index';

const flights = {
  summary: 'flights.csv (files)',
  step: 'flights',
  fields: { delay: 'int64, nullable' },
  preview: [{ delay: 3 }],
  spec: { apiVersion: 'ai-etl/v1', name: 'x', steps: [] },
  sources: { flights: { fields: { delay: 'int64, nullable' } } },
  handles: { files: { handle: 'h', openedBy: 'Flights' } },
};

it('is taken as it came, whatever else stands in it', () => {
  const value = { ...flights, more: 1 };
  expect(readReference(value)).toBe(value);
});

it.each([undefined, null, 'text', [1], { rows: [] }])('%j is no reference', (value) =>
  expect(() => readReference(value, 'the item')).toThrow(
    expect.objectContaining({ code: 'reference.not-a-reference' }),
  ),
);

it.each<[string, object]>([
  ['spec', { spec: 'x' }],
  ['spec.steps', { spec: {} }],
  ['fields.delay', { fields: { delay: 7 } }],
  ['sources.flights', { sources: { flights: 7 } }],
  ['handles', { handles: undefined }],
  ['handles.files.handle', { handles: { files: { openedBy: 'Flights' } } }],
  ['preview', { preview: 'x' }],
])('one whose %s was edited is damaged, and the error names the place', (part, edit) =>
  expect(() => readReference({ ...flights, ...edit }, 'the item')).toThrow(
    expect.objectContaining({ code: 'reference.damaged', parameters: { from: 'the item', part } }),
  ),
);
