import type { Localized } from '../../../language';

const say = (en: string, ru: string): Localized => ({ en, ru });

/** Letters of a date order as a person of the language writes them. */
const orderNames = { dmy: 'день-месяц-год', mdy: 'месяц-день-год', ymd: 'год-месяц-день' };
type Order = keyof typeof orderNames;

/** Why a form of a file or a type of a field was taken: what {@link Inference} says in `decidedBy.why`. @internal */
export const reasons = {
  given: say('given', 'задано'),
  beginning: say('how the file begins', 'так начинается файл'),

  // Encoding
  onlyAscii: say('nothing but ASCII in the sample', 'в образце только ASCII'),
  byteOrderMark: say('the file begins with a byte order mark', 'файл начинается с метки порядка байтов'),
  zeroBytes: say('every other byte is 0x00 or 0x04', 'каждый второй байт — 0x00 или 0x04'),
  brokenUtf8: (broken: number, sequences: number) =>
    say(
      `${broken} bytes are not UTF-8 among ${sequences} sequences that are`,
      `не в UTF-8 байтов: ${broken}, последовательностей в UTF-8: ${sequences}`,
    ),
  wholeUtf8: (sequences: number) =>
    say(
      `${sequences} sequences of several bytes, all of them whole`,
      `последовательностей из нескольких байтов: ${sequences}, все целые`,
    ),
  letters: say('its letters follow each other as words do', 'буквы следуют друг за другом, как в словах'),

  // Form of a table
  noRecords: say('no records', 'нет записей'),
  noColumn: say('no column', 'нет столбца'),
  oneColumn: say('one column', 'один столбец'),
  valuesAsTheyStand: say(
    'the lines are values as they stand: one column',
    'строки сами — значения: один столбец',
  ),
  noEvenDelimiter: say(
    'no character divides the lines evenly: one column',
    'ни один знак не делит строки поровну: один столбец',
  ),
  delimiterMakes: (delimiter: string, width: number, percent: number) =>
    say(
      `${delimiter} makes ${width} fields of ${percent} % of the rows`,
      `${delimiter} даёт полей: ${width} в ${String(percent).replace('.', ',')} % строк`,
    ),
  nothingQuoted: say('no field of the sample stands in quotes', 'в образце нет полей в кавычках'),
  quoted: say('a field stands in quotes', 'поле стоит в кавычках'),
  noQuotes: say('no quotes', 'нет кавычек'),
  doubledQuote: say('a quote inside quotes is doubled', 'кавычка внутри кавычек удвоена'),
  backslash: say('a backslash stands before quotes', 'перед кавычками стоит обратная черта'),
  onlyLineEnd: say('the only line end of the sample', 'единственный конец строки в образце'),
  oneLine: say('one line', 'одна строка'),
  lineEnds: (counts: (readonly [string, number])[]) =>
    say(
      counts.map(([end, count]) => `${end} ${count} times`).join(', '),
      counts.map(([end, count]) => `${end}: ${count}`).join(', '),
    ),
  tableFirst: say('the first line has the width of the table', 'ширина первой строки — как у таблицы'),
  linesBefore: (lines: number) =>
    say(`${lines} lines before the table have another width`, `строк иной ширины перед таблицей: ${lines}`),
  titlesBefore: (lines: number) =>
    say(
      `${lines} lines before the table leave most cells empty: titles, or names of groups of columns`,
      `перед таблицей строки, где почти все ячейки пусты (заголовки или названия групп столбцов): ${lines}`,
    ),
  anotherTable: (records: number) =>
    say(
      `after an empty line another table begins: ${records} records left out`,
      `после пустой строки начинается другая таблица, не читается записей: ${records}`,
    ),
  notesAfter: (records: number) =>
    say(
      `notes after the table, no rows: ${records} records left out`,
      `после таблицы идут примечания, а не строки; не читается записей: ${records}`,
    ),
  totals: (word: string) =>
    say(
      `a row of totals ("${word.trim().slice(0, 40)}") sums up the rows above it, and is left out`,
      `строка итогов («${word.trim().slice(0, 40)}») подводит итог строкам над ней и не читается`,
    ),
  tableToEnd: say('the table goes to the end', 'таблица идёт до конца'),
  separatorLine: say('the first line names the delimiter', 'первая строка называет разделитель'),
  spacesBetween: say(
    'runs of spaces stand between the values',
    'между значениями стоит по нескольку пробелов',
  ),
  trailing: say(
    'every row ends with a delimiter and nothing after it: no field',
    'каждая строка кончается разделителем, за которым ничего нет: это не поле',
  ),
  noFractions: say('no fractions in the sample', 'в образце нет дробей'),
  mysqlNull: say('the sign of MySQL and Hive', 'знак MySQL и Hive'),
  emptyIsNull: say('an empty field without quotes', 'пустое поле без кавычек'),

  // Header
  repeatsValue: say('the first record repeats a value', 'в первой записи значение повторяется'),
  onlyRecord: say('the only record', 'единственная запись'),
  unclear: say('nothing speaks clearly', 'ничто не говорит ясно'),
  emptyCell: say('an empty cell in the first record', 'пустая ячейка в первой записи'),
  valueNotName: say('the first record holds a value, not a name', 'в первой записи значение, а не имя'),
  usualName: say('a usual name of a field', 'обычное имя поля'),
  identifier: say('an identifier', 'идентификатор'),
  likeName: say('reads like a name', 'читается как имя'),
  sameKind: say('of the same kind as what stands under it', 'того же рода, что и под ним'),
  wordAboveValues: say('a word above values', 'слово над значениями'),
  amongValues: say('stands among the values of its column too', 'стоит и среди значений своего столбца'),
  unseen: say(
    'not among the values of its column, which repeat',
    'нет среди значений своего столбца, а они повторяются',
  ),
  yearAbove: say('a year above values that are none', 'год над значениями, которые не годы'),
  numberAboveWords: say('a number above words', 'число над словами'),
  otherLength: say('of another length than the codes under it', 'иной длины, чем коды под ним'),
  groupsAbove: say(
    'a row with names of groups of columns stands over the names',
    'над именами стоит строка с названиями групп столбцов',
  ),
  secondHeader: say(
    'a second row of words stands between the names and the values: units or descriptions',
    'между именами и значениями стоит вторая строка слов: единицы или пояснения',
  ),
  otherDelimiter: (delimiter: string) =>
    say(
      `the header is delimited by ${delimiter}, unlike the rows`,
      `заголовок разделён знаком ${delimiter}, а строки — другим`,
    ),
  smallAboveCapitals: say('small letters above capitals', 'строчные буквы над прописными'),

  // Types of fields
  noValue: say('no value in the sample', 'в образце нет значений'),
  alwaysQuoted: say(
    'always in quotes, while other fields are not',
    'всегда в кавычках, тогда как другие поля — нет',
  ),
  inAll: (why: Localized, count: number, nulls: string[]) => {
    const words = nulls.map((text) => `"${text}"`).join(', ');
    return say(
      `${why.en} in all ${count} values of the sample${words && `; NULL is written ${words}`}`,
      `${why.ru} — во всех значениях образца (${count})${words && `; NULL записан как ${words}`}`,
    );
  },
  codes: say(
    'figures that begin with a zero or a plus are a code',
    'цифры с нулём или плюсом в начале — код',
  ),
  codeByName: (name: string) =>
    say(`"${name}" is a code: nobody adds it up`, `«${name}» — код: его не складывают`),
  text: say('text', 'текст'),
  notOfKind: (kind: string, count: number, total: number) =>
    say(
      `not of the kind ${kind}, as ${count} of ${total} values are`,
      `не ${kind}, как ${count} из ${total} значений`,
    ),
  twoWords: (one: string, other: string) => say(`"${one}" and "${other}"`, `«${one}» и «${other}»`),
  written: (why: Localized, style: Localized) => say(`${why.en}, ${style.en}`, `${why.ru}, ${style.ru}`),
  marked: (why: Localized, mark: string) =>
    say(
      `${why.en}, each with ${mark}, which is taken off`,
      `${why.ru}, при каждом ${mark}, этот знак убирается`,
    ),
  twofoldNumber: (style: Localized) =>
    say(
      `1,234 may be a thousand or a fraction; taken with ${style.en}`,
      `1,234 может быть тысячей или дробью; принято: ${style.ru}`,
    ),
  ambiguous: (why: Localized) => say(`ambiguous: ${why.en}`, `неоднозначно: ${why.ru}`),
  timesOfDay: say('times of day', 'время суток'),
  uuids: say('UUIDs', 'UUID'),

  // Numbers
  exponent: say('numbers with an exponent', 'числа с порядком'),
  wholeNumbers: say('whole numbers', 'целые числа'),
  longWholeNumbers: (digits: number) =>
    say(
      `whole numbers of up to ${digits} digits, beyond 64 bits`,
      `целые числа до ${digits} цифр, больше 64 бит`,
    ),
  digits: (digits: number) => say(`${digits} digits`, `цифр: ${digits}`),
  evenFractions: (digits: number) =>
    say(`always ${digits} digits after the point`, `после запятой цифр всегда: ${digits}`),
  unevenFractions: say('fractions of changing length', 'дроби разной длины'),
  notFinite: (why: Localized) =>
    say(`${why.en}, some of them not finite,`, `${why.ru}, среди них не конечные,`),
  point: say('a point before the fraction', 'точка перед дробной частью'),
  comma: say('a comma before the fraction', 'запятая перед дробной частью'),
  spaces: say('spaces between thousands', 'пробелы между разрядами'),
  spacesAndComma: say(
    'spaces between thousands, a comma before the fraction',
    'пробелы между разрядами, запятая перед дробной частью',
  ),
  commas: say('commas between thousands', 'запятые между разрядами'),
  pointsAndComma: say(
    'points between thousands, a comma before the fraction',
    'точки между разрядами, запятая перед дробной частью',
  ),
  apostrophes: say('apostrophes between thousands', 'апострофы между разрядами'),

  // Dates
  isoWithZone: say('ISO dates with a time and a zone', 'даты ISO со временем и поясом'),
  isoWithTime: say('ISO dates with a time', 'даты ISO со временем'),
  iso: say('ISO dates', 'даты ISO'),
  dayOrMonth: (order: Order) =>
    say(
      `day and month cannot be told apart; taken as ${order}`,
      `день и месяц не различить; принято: ${orderNames[order]}`,
    ),
  datesWritten: (order: Order, separator: string) =>
    say(`dates written ${order} with "${separator}"`, `даты вида ${orderNames[order]} через «${separator}»`),
  points: say('with points between them, the day comes first', 'через точки первым пишут день'),
  twelveHours: say(
    'a clock of twelve hours goes with the month first',
    'при двенадцатичасовом времени первым пишут месяц',
  ),
  closeDates: (order: Order) =>
    say(
      `in the order ${order} the dates follow each other closely`,
      `в порядке ${orderNames[order]} даты идут друг за другом`,
    ),
  severalWays: (ways: number, one: string, other: string) =>
    say(
      `dates written in ${ways} ways, such as ${one} and ${other}`,
      `даты записаны по-разному (способов: ${ways}), например ${one} и ${other}`,
    ),
  monthInWords: say('dates with the month in words', 'даты с месяцем словами'),

  // JSON
  within64Bits: say('whole numbers within 64 bits', 'целые числа до 64 бит'),
  texts: say('texts', 'тексты'),
  valuesOfKind: (native: string) => say(`values of the kind ${native}`, `значения вида ${native}`),
  changingShape: say('arrays or objects of changing shape', 'массивы или объекты разной формы'),
  changingKeys: say('objects that do not all have the same keys', 'объекты с разными наборами ключей'),
  severalKinds: (counts: string) =>
    say(`values of several kinds: ${counts}`, `значения разных видов: ${counts}`),
  otherKind: (kind: string) =>
    say(`not of the kind of the others: ${kind}`, `не того вида, что остальные: ${kind}`),
} as const;
