import { scalar, type FunctionSpec } from './function-spec';

/** Text. Lengths and positions count characters, not bytes. */
export const text: FunctionSpec[] = [
  scalar('lower', 'string -> string', [
    ["lower('ПРИВЕТ, World')", 'привет, world'],
    ['lower(null::text)', null],
  ]),
  scalar('upper', 'string -> string', [
    ["upper('ёж, hedgehog')", 'ЁЖ, HEDGEHOG'],
    ["upper('')", ''],
  ]),
  scalar('length', 'string -> int32', [
    ["length('Москва')", 6],
    ["length('')", 0],
    ["length('a😀b')", 3],
    ['length(null::text)', null],
  ]),
  scalar('octet_length', 'string -> int32', [["octet_length('Мяу!')", 7]]),
  scalar('btrim', 'string, string? -> string', [
    ["trim('  два слова ')", 'два слова'],
    ["btrim('xyсловоyx', 'xy')", 'слово'],
    ["trim(both 'я' from 'яблокоя')", 'блоко'],
    ["btrim(E'\\t a \\n')", '\t a \n'],
  ]),
  scalar('ltrim', 'string, string? -> string', [
    ["ltrim('  a ')", 'a '],
    ["ltrim('00120', '0')", '120'],
  ]),
  scalar('rtrim', 'string, string? -> string', [
    ["rtrim(' a  ')", ' a'],
    ["rtrim('1.500', '0')", '1.5'],
  ]),
  scalar('substring', 'string, integer, integer? -> string', [
    ["substring('Санкт-Петербург', 7, 3)", 'Пет'],
    ["substring('Санкт-Петербург', 7)", 'Петербург'],
    ["substring('hello', 0, 3)", 'he'],
    ["substring('hello', -2, 4)", 'h'],
    ["substring('hello', -2)", 'hello'],
    ["substring('hello', 9)", ''],
    ["substring('hello' from 2 for 2)", 'el'],
    ["substring('hello', 2, 0)", ''],
    ['substring(null::text, 2, 1)', null],
  ]),
  scalar('left', 'string, integer -> string', [
    ["left('Москва', 3)", 'Мос'],
    ["left('Москва', -2)", 'Моск'],
    ["left('Москва', 99)", 'Москва'],
    ["left('Москва', 0)", ''],
    ["left('Москва', -9)", ''],
  ]),
  scalar('right', 'string, integer -> string', [
    ["right('Москва', 3)", 'ква'],
    ["right('Москва', -2)", 'сква'],
    ["right('Москва', 99)", 'Москва'],
    ["right('Москва', 0)", ''],
    ["right('Москва', -9)", ''],
  ]),
  scalar('strpos', 'string, string -> int32', [
    ["strpos('Москва', 'ск')", 3],
    ["position('z' in 'abc')", 0],
    ["strpos('abc', '')", 1],
  ]),
  scalar('replace', 'string, string, string -> string', [
    ["replace('а-б-в', '-', '')", 'абв'],
    ["replace('abc', '', 'x')", 'abc'],
    ["replace(null::text, 'a', 'b')", null],
  ]),
  scalar('translate', 'string, string, string -> string', [
    ["translate('12345', '143', 'ax')", 'a2x5'],
    ["translate('шум', 'шм', 'ик')", 'иук'],
  ]),
  scalar(
    'concat',
    'sayable... -> string',
    [
      ["concat('a', null, 'б')", 'aб'],
      ["concat('№', 7, '-', 8)", '№7-8'],
      ['concat(null::text)', ''],
    ],
    'never',
  ),
  scalar('concat_ws', 'string, sayable... -> string', [
    ["concat_ws(', ', 'a', null, 'b')", 'a, b'],
    ["concat_ws('-', 1, 2)", '1-2'],
    ["concat_ws('-', null, null)", ''],
  ]),
  scalar('repeat', 'string, integer -> string', [
    ["repeat('аб', 3)", 'ababab'.replaceAll('a', 'а').replaceAll('b', 'б')],
    ["repeat('a', 0)", ''],
    ["repeat('a', -1)", ''],
  ]),
  scalar('reverse', 'string -> string', [["reverse('абв')", 'вба']]),
  scalar('lpad', 'string, integer, string? -> string', [
    ["lpad('7', 3, '0')", '007'],
    ["lpad('Москва', 3)", 'Мос'],
    ["lpad('ю', 4, 'аб')", 'абаю'],
  ]),
  scalar('rpad', 'string, integer, string? -> string', [
    ["rpad('7', 3, 'ы')", '7ыы'],
    ["rpad('Москва', 2)", 'Мо'],
  ]),
  scalar('initcap', 'string -> string', [["initcap('привет МИР')", 'Привет Мир']]),
  scalar('split_part', 'string, string, integer -> string', [
    ["split_part('a,б,c', ',', 2)", 'б'],
    ["split_part('a,b', ',', 5)", ''],
    ["split_part('a,b,c', ',', -1)", 'c'],
    ["split_part('abc', ';', 1)", 'abc'],
  ]),
  scalar('starts_with', 'string, string -> boolean', [
    ["starts_with('Москва', 'Мос')", true],
    ["starts_with('abc', 'b')", false],
  ]),
  scalar('ascii', 'string -> int32', [["ascii('Ж')", 1046]]),
  scalar('chr', 'integer -> string', [['chr(1046)', 'Ж']]),
  scalar('collate', 'string, string -> string', [
    ["'B' collate \"C\" < 'a'", true],
    ["'я' collate \"C\" > 'Я'", true],
    ['null::text collate "POSIX"', null],
  ]),
  scalar('regexp_replace', 'string, string, string, string? -> string', [
    ["regexp_replace('a1b22', '[0-9]+', '#')", 'a#b22'],
    ["regexp_replace('a1b22', '[0-9]+', '#', 'g')", 'a#b#'],
    ["regexp_replace('Иванов Иван', '(\\S+) (\\S+)', '\\2 \\1')", 'Иван Иванов'],
    ["regexp_replace('ABCabc', 'b', '*', 'gi')", 'A*Ca*c'],
  ]),
  scalar(
    'regexp_substr',
    'string, string -> string',
    [
      ["regexp_substr('заказ 125 от 7', '[0-9]+')", '125'],
      ["regexp_substr('нет', '[0-9]+')", null],
    ],
    'may',
  ),
  scalar('regexp_like', 'string, string, string? -> boolean', [
    ["regexp_like('+7 900', '^\\+7')", true],
    ["regexp_like('ABC', 'abc', 'i')", true],
    ["regexp_like('ABC', 'abc')", false],
  ]),
  scalar('regexp_count', 'string, string -> int32', [["regexp_count('a1b22c', '[0-9]')", 3]]),
  scalar('md5', 'string -> string', [
    ["md5('привет')", '608333adc72f545078ede3aad71bfe74'],
    ["md5('')", 'd41d8cd98f00b204e9800998ecf8427e'],
  ]),
  scalar('sha256_hex', 'string -> string', [
    ["sha256_hex('abc')", 'ba7816bf8f01cfea414140de5dae2223b00361a396177a9cb410ff61f20015ad'],
  ]),
];
