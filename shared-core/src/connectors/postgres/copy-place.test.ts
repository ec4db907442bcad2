import { copyPlace } from './errors';

/** CONTEXT lines of PostgreSQL 15 to 18, in English and as its ru.po translates them. */
describe('the place that COPY names', () => {
  it.each([
    ['COPY orders, line 3, column amount: "abc"', { where: { line: 3, field: 'amount' }, value: 'abc' }],
    ['COPY orders, строка 3, столбец amount: "abc"', { where: { line: 3, field: 'amount' }, value: 'abc' }],
    ['COPY Заказы, строка 12, столбец сумма: "12,5"', { where: { line: 12, field: 'сумма' }, value: '12,5' }],
    ['COPY orders, line 7: "1,2,3"', { where: { line: 7 } }],
    ['COPY orders, line 9', { where: { line: 9 } }],
    ['COPY a, b, line 5, column c: "x: y"', { where: { line: 5, field: 'c' }, value: 'x: y' }],
    ['COPY orders, line 4, column note: null input', { where: { line: 4, field: 'note' } }],
    ['SQL statement "SELECT 1"\nCOPY orders, line 2: ""', { where: { line: 2 } }],
    ['PL/pgSQL function f() line 3 at RAISE', { where: {} }],
  ])('%s', (context, place) => expect(copyPlace(context)).toEqual(place));
});
