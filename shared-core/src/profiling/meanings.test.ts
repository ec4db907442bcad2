import { printType } from '../schema';
import { columnOf, EngineTables } from './testing/engine-tables';

let tables: EngineTables;
beforeAll(async () => {
  tables = await EngineTables.open();
});
afterAll(() => tables.close());

const profileOf = async (name: string, values: (string | null)[]) =>
  columnOf(
    await tables.profileTexts(
      [name],
      values.map((value) => [value]),
    ),
    name,
  );

test.each([
  ['email', 'contact', ['a@b.ru', 'ivan.petrov@почта.рф', 'x+y@mail.example.com', 'q@w.org']],
  ['url', 'site', ['https://a.example/b?c=1', 'http://пример.рф/', 'ftp://h/x', 'https://a.b']],
  ['ip', 'host', ['10.0.0.1', '192.168.1.254', '::1', '2001:db8::1']],
  ['phone', 'contact', ['+7 916 123-45-67', '8 (495) 123-45-67', '+1 212 555 0123', '+44 20 7946 0958']],
  ['phone', 'phone', ['89161234567', '89031234567', '79031234568', '89261234567']],
  [
    'iban',
    'account',
    [
      'DE89370400440532013000',
      'GB82 WEST 1234 5698 7654 32',
      'FR1420041010050500013M02606',
      'NL91ABNA0417164300',
    ],
  ],
  ['inn', 'инн', ['7707083893', '7736050003', '500100732259', '7830002293']],
  ['snils', 'снилс', ['112-233-445 95', '087-654-303 00', '123-456-789 64', '001-001-999 65']],
  ['date-ru', 'дата', ['31.12.2023', '01.02.2024', '29.02.2024', '15.06.2024']],
  ['date-us', 'day', ['12/31/2023', '02/01/2024', '02/29/2024', '06/15/2024']],
  ['date-eu', 'day', ['31/12/2023', '01/02/2024', '29/02/2024', '15/06/2024']],
  ['decimal-comma', 'цена', ['12,5', '1 234,50', '0,99', '-3,14']],
  ['percent', 'growth', ['12%', '3.5 %', '-1%', '100%']],
  ['money', 'total', ['$1,234.50', '$12', '$0.99', '$100']],
  ['money', 'сумма', ['1 234,50 руб.', '12 ₽', '99,90 ₽', '5 руб']],
  ['currency-code', 'cur', ['USD', 'EUR', 'RUB', 'CNY']],
  ['country-code', 'country', ['RU', 'US', 'DE', 'KZ']],
  ['country-code', 'страна', ['RUS', 'USA', 'DEU', 'KAZ']],
  ['json', 'payload', ['{"a": 1}', '[1, 2]', '{}', '{"b": {"c": null}}']],
  ['date-iso', 'telephone', ['2021-05-04 10:00', '2021-05-05 11:00', '2021-05-06 12:00']],
  ['date-iso', 'day', ['2024-01-01', '2024-01-02', '2024-01-03', '2024-01-09']],
])('%s in a field called %s', async (meaning, name, values) => {
  const column = await profileOf(name, values);
  const found = column.semantic?.value ?? (column.type.kind === 'date' ? 'date-iso' : undefined);
  expect(found).toBe(meaning);
});

test.each([
  ['numbers that only look long', 'x', ['7707083894', '7736050004', '500100732250', '7830002290']],
  ['plain words', 'word', ['apple', 'pear', 'plum', 'fig']],
  ['half e-mails', 'contact', ['a@b.ru', 'none', 'later', 'c@d.ru']],
  ['coordinates without a name', 'x', ['12.5', '13.5', '14.25', '15.0']],
  [
    'fractions that have the length of a phone',
    'contact',
    ['212.5551234', '495.1234567', '916.1234567', 'x'],
  ],
])('%s mean nothing in particular', async (_what, name, values) => {
  expect((await profileOf(name, values)).semantic?.value).toBeUndefined();
});

test('day and month that could be either way are half believed, with the other reading named', async () => {
  const column = await profileOf('day', ['01/02/2024', '03/04/2024', '05/06/2024', '07/08/2024']);
  expect(column.semantic).toMatchObject({ value: 'date-us', runnerUp: { value: 'date-eu' } });
  expect(column.semantic!.confidence).toBeLessThan(0.5);
});

test.each([
  ['all-null', [null, null]],
  ['constant', ['x', 'x', 'x']],
  ['padded', ['a ', 'b', ' c']],
  ['null-like-text', ['a', 'N/A', 'b']],
  ['leading-zeros', ['007', '123', '099']],
  ['mixed-formats', ['1', '2', '3', 'four']],
  ['sentinel', [...Array.from({ length: 50 }, (_, i) => String(i)), '9999', '9999']],
  ['sentinel', ['2024-01-01', '2024-01-02', '1900-01-01']],
  ['mojibake', ['РџСЂРёРІРµС‚', 'ok', 'fine']],
  ['mojibake', ['ÐŸÑ€Ð¸Ð²ÐµÑ‚', 'ok', 'fine']],
  ['mojibake', ['caf\uFFFD', 'ok', 'fine']],
])('%s is pointed out', async (code, values) => {
  expect((await profileOf('x', values)).warnings.map((warning) => warning.code)).toContain(code);
});

test.each([
  ['ordinary Russian text', ['Привет', 'Россия', 'РСФСР', 'Сергей', 'СССР — РСТ']],
  ['ordinary numbers', Array.from({ length: 50 }, (_, i) => String(9990 + i))],
  ['a dash inside', ['a-b', 'c', 'd']],
  ['French', ['café', 'Ãlvares'.slice(1), 'naïve']],
])('%s draws no warning', async (_what, values) => {
  expect((await profileOf('x', values)).warnings).toEqual([]);
});

test('a number with leading zeros, a plus or a point stays what it is', async () => {
  expect(printType((await profileOf('a', ['01', '02', '10'])).type)).toBe('string');
  expect(printType((await profileOf('a', ['+1', '+2', '+10'])).type)).toBe('string');
  expect(printType((await profileOf('a', ['1.0', '2.5', '10'])).type)).toBe('float64');
  expect(printType((await profileOf('a', ['123456789012345678901', '2'])).type)).toBe('float64');
});

test('fields that together identify a row are a key', async () => {
  const rows = Array.from({ length: 200 }, (_, index) => [
    `s${index % 20}`,
    String(Math.floor(index / 20)),
    String(index % 3),
  ]);
  const { keys } = await tables.profileTexts(['shop', 'day', 'n'], rows);
  expect(keys.map(({ fields }) => fields)).toEqual([['shop', 'day']]);
});

test('gaps of a daily series are counted', async () => {
  const column = await profileOf('day', ['2024-01-01', '2024-01-02', '2024-01-05', '2024-01-06']);
  expect(column.grain).toMatchObject({ unit: 'day', gaps: 2 });
  const monthly = await profileOf('month', ['2024-01-01', '2024-02-01', '2024-05-01']);
  expect(monthly.grain).toMatchObject({ unit: 'month', gaps: 2 });
});
