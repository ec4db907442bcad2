import { formatsOf } from './formats';
import { paintedLines, piecesOf } from './highlight';
import { cronInWords } from './schedule';

describe('schedule in words', () => {
  it.each([
    ['0 6 * * *', 'every day at 06:00', 'каждый день в 06:00'],
    ['*/15 * * * *', 'every 15 minutes', 'каждые 15 мин'],
    ['5 * * * *', 'every hour at :05', 'каждый час в :05'],
    ['30 2 * * 1-5', 'Mon-Fri at 02:30', 'пн-пт в 02:30'],
    ['0 4 1 * *', 'day 1 of every month at 04:00', '1-го числа каждого месяца в 04:00'],
  ])('says %s', (cron, en, inRussian) => {
    expect([cronInWords(cron, 'en'), cronInWords(cron, 'ru')]).toEqual([en, inRussian]);
  });

  it.each(['0 6 * 1 *', '0 6,18 * * *', '0 0 1 * 1', '@daily', ''])('leaves %s as it is', (cron) => {
    expect(cronInWords(cron, 'en')).toBeUndefined();
  });
});

describe('formats', () => {
  const { duration, ago, number } = formatsOf('en');

  it('writes durations in the units that matter', () => {
    expect([duration(0.25), duration(42), duration(125), duration(7260), duration(undefined)]).toEqual([
      '250 ms',
      '42 sec',
      '2 min 5 sec',
      '2 hr 1 min',
      '–',
    ]);
  });

  it('says how long ago', () => {
    expect(ago('2026-01-01T00:00:00Z', Date.parse('2026-01-03T01:00:00Z'))).toBe('2 days ago');
    expect(formatsOf('ru').ago('2026-01-01T00:00:00Z', Date.parse('2026-01-03T01:00:00Z'))).toBe('позавчера');
  });

  it('knows what is not there from nought', () => {
    expect([number(0), number(undefined)]).toEqual(['0', '–']);
  });
});

describe('painting of code', () => {
  it.each([
    ['yaml', '  - { id: a, where: delay > 15 } # late', ['key', 'key', 'number', 'comment']],
    ['python', 'def f(x="a"):  # why', ['word', 'string', 'comment']],
    ['sql', "SELECT 'x' FROM t -- all", ['word', 'string', 'word', 'comment']],
    ['json', '{"a": [1, "b", null]}', ['key', 'number', 'string', 'word']],
  ])('paints %s and loses no letter', (language, line, paints) => {
    const pieces = piecesOf(line, language);
    expect(pieces.map((piece) => piece.text).join('')).toBe(line);
    expect(pieces.flatMap((piece) => piece.paint ?? [])).toEqual(paints);
  });

  it('goes on over the lines of a docstring, and only there', () => {
    const text = 'def f():\n    """Reads from\n    the file."""\n    return 1\n# no """ here\nx = 2';
    const lines = paintedLines(text, 'python');
    expect(lines.map((pieces) => pieces.map((piece) => piece.text).join('')).join('\n')).toBe(text);
    expect(lines.map((pieces) => pieces.flatMap((piece) => piece.paint ?? []))).toEqual([
      ['word'],
      ['string'],
      ['string'],
      ['word', 'number'],
      ['comment'],
      ['number'],
    ]);
  });

  it('knows comments of SQL over many lines', () => {
    const lines = paintedLines('/* select\n from */ SELECT 1', 'sql');
    expect(lines.map((pieces) => pieces.flatMap((piece) => piece.paint ?? []))).toEqual([
      ['comment'],
      ['comment', 'word', 'number'],
    ]);
  });
});
