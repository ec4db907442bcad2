import type { Token } from './token';

/** Words that are numbers, by stem-free prefix match of every inflected form. */
const values: [RegExp, number][] = [
  [/^(нол[ьяею]|нул[ьяею]м?|zero)$/, 0],
  [/^(один|одного|одному|одной|одну|одна|one)$/, 1],
  [/^(полтор[аы]|полутора)$/, 1.5],
  [/^(два|две|двух|двумя|двум|two)$/, 2],
  [/^(три|трех|трем|тремя|three)$/, 3],
  [/^(четыре|четырех|четырем|four)$/, 4],
  [/^(пять|пяти|пятью|five)$/, 5],
  [/^(шесть|шести|шестью|six)$/, 6],
  [/^(семь|семи|seven)$/, 7],
  [/^(восемь|восьми|eight)$/, 8],
  [/^(девять|девяти|nine)$/, 9],
  [/^(десять|десяти|десятью|ten)$/, 10],
  [/^(одиннадцат[ьи]|eleven)$/, 11],
  [/^(двенадцат[ьи]|twelve)$/, 12],
  [/^(тринадцат[ьи]|thirteen)$/, 13],
  [/^(четырнадцат[ьи]|fourteen)$/, 14],
  [/^(пятнадцат[ьи]|fifteen)$/, 15],
  [/^(шестнадцат[ьи]|sixteen)$/, 16],
  [/^(семнадцат[ьи]|seventeen)$/, 17],
  [/^(восемнадцат[ьи]|eighteen)$/, 18],
  [/^(девятнадцат[ьи]|nineteen)$/, 19],
  [/^(двадцат[ьи]|twenty)$/, 20],
  [/^(тридцат[ьи]|thirty)$/, 30],
  [/^(сорока?|forty)$/, 40],
  [/^(пятьдесят|пятидесяти|fifty)$/, 50],
  [/^(шестьдесят|шестидесяти|sixty)$/, 60],
  [/^(семьдесят|семидесяти|seventy)$/, 70],
  [/^(восемьдесят|восьмидесяти|eighty)$/, 80],
  [/^(девяност[оа]|ninety)$/, 90],
  [/^(сто|ста)$/, 100],
  [/^(двести|двухсот)$/, 200],
  [/^(триста|трехсот)$/, 300],
  [/^(четыреста|четырехсот)$/, 400],
  [/^(пятьсот|пятисот)$/, 500],
  [/^(шестьсот|шестисот)$/, 600],
  [/^(семьсот|семисот)$/, 700],
  [/^(восемьсот|восьмисот)$/, 800],
  [/^(девятьсот|девятисот)$/, 900],
];

const scales: [RegExp, number][] = [
  [/^(сотн[а-я]*|сотен|hundreds?)$/, 100],
  [/^(тысяч[а-я]*|тыс|т|к|k|thousands?)$/, 1e3],
  [/^(миллион[а-я]*|млн|м|m|mln|mio|mm|millions?)$/, 1e6],
  [/^(миллиард[а-я]*|млрд|b|bn|bln|billions?)$/, 1e9],
];

const look = (table: [RegExp, number][], token: Token | undefined): number | undefined =>
  token?.kind === 'word' ? table.find(([form]) => form.test(token.lower))?.[1] : undefined;

const spelledHyphen = (token: Token): number | undefined => {
  const parts = token.lower.split('-').map((part) => values.find(([form]) => form.test(part))?.[1]);
  return parts.length === 2 && parts[0]! >= 20 && parts[1]! < 10 ? parts[0]! + parts[1]! : undefined;
};

/** One-letter scales (`k`, `m`, `т`) count only when glued to their digits: `150k`, not `5 m`. */
const gluedOnly = /^(т|к|k|м|m|b|mm)$/;

/** `scale` is the thousand or million that was said after the digits. */
export interface SpokenNumber {
  value: number;
  scale: number;
  end: number;
}

/**
 * A number in digits or words from a place on: `15`, `1,5 млн`, `двадцать пять`, `150k`, `two hundred`.
 * @returns the value and the index after its last token
 */
export function readNumber(tokens: readonly Token[], at: number): SpokenNumber | undefined {
  const first = tokens[at];
  if (first?.kind === 'number') return scaled(tokens, first.number ?? 0, at + 1);
  return readSpelled(tokens, at);
}

function scaled(tokens: readonly Token[], amount: number, next: number): SpokenNumber {
  const token = tokens[next];
  const scale = look(scales, token);
  const glued = token && token.start === tokens[next - 1]?.end;
  if (scale === undefined || !token || (gluedOnly.test(token.lower) && !glued))
    return { value: amount, scale: 1, end: next };
  return { value: Number((amount * scale).toPrecision(15)), scale, end: next + 1 };
}

function readSpelled(tokens: readonly Token[], at: number): SpokenNumber | undefined {
  let total = 0;
  let part = 0;
  let last = Infinity;
  let index = at;
  for (; index < tokens.length; index += 1) {
    const token = tokens[index];
    const value = look(values, token) ?? (token && spelledHyphen(token));
    const scale = look(scales, token);
    if (value !== undefined && value < last) {
      part += value;
      last = value >= 20 ? 10 ** Math.floor(Math.log10(value)) : 0.5;
    } else if (
      scale !== undefined &&
      !gluedOnly.test(token!.lower) &&
      (index > at || /^(сотн|тысяч|миллион|миллиард|hundred|thousand|million)/.test(token!.lower))
    ) {
      if (scale === 100) part = (part || 1) * 100;
      else {
        total += (part || 1) * scale;
        part = 0;
      }
      last = scale === 100 ? 100 : Infinity;
    } else break;
  }
  return index === at ? undefined : { value: total + part, scale: 1, end: index };
}
