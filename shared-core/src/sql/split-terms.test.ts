import { parseOrderTerm, sqlReady } from '.';
import { splitTerms } from './split-terms';

beforeAll(() => sqlReady());

it.each([
  ['a desc, b', ['a desc', 'b']],
  ['a\nb desc,\n\nc', ['a', 'b desc', 'c']],
  ['"Фамилия, имя" desc, id', ['"Фамилия, имя" desc', 'id']],
  ['"a ""quoted, b""", c', ['"a ""quoted, b"""', 'c']],
  [`coalesce(note, 'a, b'), id`, [`coalesce(note, 'a, b')`, 'id']],
  [
    `replace(name, '(', ','), round(coalesce(a, b), 2) desc`,
    [`replace(name, '(', ',')`, 'round(coalesce(a, b), 2) desc'],
  ],
  ['coalesce(\n  a,\n  b\n), c', ['coalesce(\n  a,\n  b\n)', 'c']],
  ['"line\nbreak", x', ['"line\nbreak"', 'x']],
  [' , ', []],
])('splits %j', (text, terms) => {
  expect(splitTerms(text)).toEqual(terms);
  for (const term of terms) expect(() => parseOrderTerm(term)).not.toThrow();
});
