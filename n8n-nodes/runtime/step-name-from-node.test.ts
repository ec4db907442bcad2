import { stepNameFromNode } from './step-name-from-node';

test.each([
  ['Only delayed flights', undefined, 'only_delayed_flights'],
  ['ETL Transform', 'filter', 'filter'],
  ['ETL Transform1', 'filter', 'filter_1'],
  ['ETL File', undefined, 'file'],
  ['ETL Join2', undefined, 'join_2'],
  ['Только задержанные', undefined, 'только_задержанные'],
])('node "%s" makes step "%s"', (name, fallback, expected) => {
  expect(stepNameFromNode({ name }, fallback)).toBe(expected);
});
