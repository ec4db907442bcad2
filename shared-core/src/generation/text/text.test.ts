import { readNumber } from './numbers';
import { correctSpelling, vocabularyOf, wordList } from './spelling';
import { stem } from './stem';
import { tokenize } from './token';

const kinds = (text: string) => tokenize(text).map(({ kind, text: raw }) => `${kind} ${raw}`);

describe('tokens', () => {
  it.each([
    [
      'из data/рейсы-3m.csv.gz в ClickHouse.',
      ['word из', 'file data/рейсы-3m.csv.gz', 'word в', 'word ClickHouse', 'symbol .'],
    ],
    ['s3://bucket/a b.parquet, x', ['uri s3://bucket/a', 'file b.parquet', 'symbol ,', 'word x']],
    ['mail ops@x.ru; @gmail.com', ['word mail', 'email ops@x.ru', 'symbol ;', 'quoted @gmail.com']],
    ['public.orders at 7:45 pm', ['name public.orders', 'word at', 'time 7:45 pm']],
    ['6am 15-го 1st 01.03.2024', ['time 6am', 'ordinal 15-го', 'ordinal 1st', 'date 01.03.2024']],
    [
      'топ-10 «Нижний Новгород» >= -5',
      ['word топ', 'number 10', 'quoted Нижний Новгород', 'symbol >=', 'number -5'],
    ],
    ['500-1000', ['number 500', 'symbol -', 'number 1000']],
    ['cron 0 6 * * 1-5 now', ['word cron', 'cron 0 6 * * 1-5', 'word now']],
    ['1 тыс. рублей', ['number 1', 'word тыс', 'word рублей']],
  ])('of %j', (text, expected) => expect(kinds(text)).toEqual(expected));

  it('keep their places in the text', () => {
    const text = 'Загрузи «a b» из x.csv';
    expect(tokenize(text).map(({ start, end }) => text.slice(start, end))).toEqual([
      'Загрузи',
      '«a b»',
      'из',
      'x.csv',
    ]);
  });
});

describe('numbers', () => {
  it.each([
    ['1 000', 1000],
    ['1,000', 1000],
    ['1,000,000.5', 1_000_000.5],
    ['1,5', 1.5],
    ['1,5 млн', 1_500_000],
    ['150k', 150_000],
    ['2 тысячи', 2000],
    ['двадцать пять', 25],
    ['сто двадцать три', 123],
    ['две тысячи пятьсот', 2500],
    ['пять миллионов', 5_000_000],
    ['полтора', 1.5],
    ['тысячи', 1000],
    ['twenty-five', 25],
    ['two hundred', 200],
    ['one hundred twenty', 120],
    ['three million', 3_000_000],
    ['нуля', 0],
  ])('%s is %d', (text, value) =>
    expect(readNumber(tokenize(text), 0)).toMatchObject({ value, end: tokenize(text).length }),
  );

  it('leave other words alone', () => expect(readNumber(tokenize('рейсов'), 0)).toBeUndefined());
  it('take no letter that stands apart for a million', () =>
    expect(readNumber(tokenize('5 m'), 0)).toMatchObject({ value: 5, end: 1 }));
});

describe('stems', () => {
  it.each([
    ['задержек', 'задержка'],
    ['аэропортам', 'аэропорт'],
    ['поездок', 'поездками'],
    ['customers', 'customer'],
    ['ёлка', 'елки'],
  ])('%s is %s', (left, right) => expect(stem(left)).toBe(stem(right)));
});

describe('spelling', () => {
  const words = vocabularyOf(wordList(['загрузить', 'каждый', 'больше', 'load', 'postgres', 'orders']));
  const read = (text: string) =>
    correctSpelling(tokenize(text), words).map(({ corrected, text: raw }) => corrected ?? raw);

  it.each([
    ['laod ordres', ['load', 'orders']],
    ['кажый', ['каждый']],
    ['болше', ['больше']],
    ['postgers', ['postgres']],
  ])('mends %j', (text, expected) => expect(read(text)).toEqual(expected));
  it.each(['Omsk', 'XYZ', 'order_sx', '«каждй»', 'zzz'])('leaves %j', (text) =>
    expect(correctSpelling(tokenize(text), words)[0]?.corrected).toBeUndefined(),
  );
  it('never changes the text itself', () =>
    expect(correctSpelling(tokenize('laod'), words)[0]).toMatchObject({ text: 'laod', corrected: 'load' }));
});
