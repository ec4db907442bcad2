import { indented } from './indented';
import { jinjaMark } from './airflow/python-text';

it.each([
  ['SELECT 1\nFROM t', '  SELECT 1\n  FROM t'],
  ["a = 'b\nc'\nAND d", "  a = 'b\nc'\n  AND d"],
  ["a = 'it''s\nc'''\nAND d = ''\nAND e = '\n'", "  a = 'it''s\nc'''\n  AND d = ''\n  AND e = '\n'"],
  ['"o\'clock" = 1\nAND "a""\nb" = 2', '  "o\'clock" = 1\n  AND "a""\nb" = 2'],
  ["-- it's a comment\nSELECT '\n'", "  -- it's a comment\n  SELECT '\n'"],
])('%j', (sql, expected) => expect(indented(sql)).toBe(expected));

it('looks past the quotes of what a target finishes later', () => {
  const who = `'${jinjaMark(`{{ params["who"] | replace("'", "''") }}`)}'`;
  expect(indented(`a = ${who}\nAND b = '\n'`)).toBe(`  a = ${who}\n  AND b = '\n'`);
});
