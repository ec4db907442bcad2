import { stepNameOfNode } from './step-name-of-node';

test.each([
  ['Only delayed flights', undefined, 'only_delayed_flights'],
  ['ETL Transform', 'filter', 'filter'],
  ['ETL Transform1', 'filter', 'filter_1'],
  ['ETL File', undefined, 'file'],
  ['ETL Join2', undefined, 'join_2'],
  ['Только задержанные', undefined, 'только_задержанные'],
])('node "%s" makes step "%s"', (name, fallback, expected) => {
  expect(stepNameOfNode(name, fallback)).toBe(expected);
});
