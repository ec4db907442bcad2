/** Words for "no value"; they count as such only in a field whose other values are no text. */
const nullWords = new Set([
  ...[
    'na',
    'n/a',
    'n.a.',
    '#n/a',
    'null',
    '(null)',
    '<null>',
    '[null]',
    'none',
    'nil',
    'nan',
    '<na>',
    'nat',
    '\\n',
  ],
  ...['-', '--', '---', '—', '–', '?', '.', '..', '...', '…', '*', ':'],
  ...[
    'н/д',
    'н.д.',
    'н/п',
    'нд',
    '#н/д',
    'нет данных',
    'нет сведений',
    'не указано',
    'пусто',
    'missing',
    'undefined',
  ],
  // What spreadsheets show where a formula failed.
  ...[
    '#value!',
    '#ref!',
    '#div/0!',
    '#num!',
    '#name?',
    '#null!',
    '#знач!',
    '#ссылка!',
    '#дел/0!',
    '#число!',
    '#имя?',
    '#пусто!',
  ],
]);

/** @internal */
export const isNullWord = (text: string) => nullWords.has(text.toLowerCase());
