import type { Localized } from '../language';

const say = (en: string, ru: string): Localized => ({ en, ru });

/** What a profile says of how a file was read, in the order in which it is told. @internal */
export const formTitles: Record<string, Localized> = {
  encoding: say('Encoding', 'Кодировка'),
  delimiter: say('Delimiter', 'Разделитель'),
  quote: say('Quote', 'Кавычка'),
  escape: say('Escape', 'Экранирование'),
  header: say('Header', 'Заголовок'),
  headerRows: say('Rows of the header', 'Строк в заголовке'),
  skip: say('Lines left out before the table', 'Строк пропущено перед таблицей'),
  end: say('Last line of the table', 'Последняя строка таблицы'),
  trailing: say('Delimiter at the end of rows', 'Разделитель в конце строк'),
  lineEnd: say('Line end', 'Конец строки'),
  nulls: say('Text that means NULL', 'Текст, означающий NULL'),
  decimalSeparator: say('Decimal separator', 'Десятичный разделитель'),
  layout: say('Layout of JSON', 'Строение JSON'),
};

/** Values that do not speak for themselves. @internal */
export const formValues: Record<string, Localized> = {
  '\t': say('tab', 'табуляция'),
  ' ': say('space', 'пробел'),
  '': say('empty', 'пусто'),
  true: say('yes', 'есть'),
  false: say('no', 'нет'),
  none: say('none', 'нет'),
  mixed: say('mixed', 'разные'),
};
