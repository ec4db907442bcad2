import { defineErrors } from '../../errors';
import type { Localized } from '../../language';

type On = { connection: string; object: string };

/** Errors that only files have; the rest is in the errors of all connectors. @public */
export const fileErrors = defineErrors('file', {
  empty: {
    kind: 'input',
    message: {
      en: (p: On) => `"${p.object}" has no bytes in it`,
      ru: (p: On) => `«${p.object}» — пустой файл, ноль байт`,
    },
    hint: {
      en: () => 'Check whether it was written to its end, or is still being written.',
      ru: () => 'Проверьте, дописан ли он до конца и не пишется ли ещё.',
    },
  },
  'outside-root': {
    kind: 'input',
    message: {
      en: (p: On) => `"${p.object}" is outside the root folder of connection "${p.connection}"`,
      ru: (p: On) => `«${p.object}» вне корневой папки подключения «${p.connection}»`,
    },
    hint: {
      en: () => 'Give a path inside the root folder, without "..", links included.',
      ru: () => 'Укажите путь внутри корневой папки, без «..»; ссылки учитываются.',
    },
  },
  'no-files': {
    kind: 'input',
    message: {
      en: (p: On) => `"${p.object}" is a folder without a file that could be read`,
      ru: (p: On) => `«${p.object}» — папка, в которой нет читаемых файлов`,
    },
    hint: {
      en: () => 'CSV, TSV, JSON, JSON Lines and Parquet are read, also with .gz or .zst at the end.',
      ru: () => 'Читаются CSV, TSV, JSON, JSON Lines и Parquet, также с .gz или .zst на конце.',
    },
  },
  'mixed-files': {
    kind: 'input',
    message: {
      en: (p: On & { formats: string[] }) =>
        `"${p.object}" holds files of several kinds: ${p.formats.join(', ')}`,
      ru: (p: On & { formats: string[] }) =>
        `«${p.object}» содержит файлы разных видов: ${p.formats.join(', ')}`,
    },
    hint: {
      en: (p: On) => `Name one kind, such as ${p.object.replace(/\/$/, '')}/*.csv`,
      ru: (p: On) => `Назовите один вид, например ${p.object.replace(/\/$/, '')}/*.csv`,
    },
  },
  'files-differ': {
    kind: 'input',
    message: {
      en: (p: On & { file: string; other: string; difference: string }) =>
        `"${p.file}" has other fields than "${p.other}": ${p.difference}`,
      ru: (p: On & { file: string; other: string; difference: string }) =>
        `в «${p.file}» не те поля, что в «${p.other}»: ${p.difference}`,
    },
    hint: {
      en: () => 'Read them one by one and join them by a union step.',
      ru: () => 'Прочитайте их по отдельности и соедините шагом union.',
    },
  },
  damaged: {
    kind: 'input',
    message: {
      en: (p: On & { format: string; detail: string }) =>
        `"${p.object}" is no whole ${p.format} file: ${p.detail}`,
      ru: (p: On & { format: string; detail: string }) =>
        `«${p.object}» — не целый файл ${p.format}: ${p.detail}`,
    },
    hint: {
      en: () =>
        'It may have been cut off on its way, or be of another format: fetch it again, or name the format.',
      ru: () =>
        'Возможно, он обрезан при передаче или имеет другой формат: получите его заново или назовите формат.',
    },
  },
  'not-text': {
    kind: 'input',
    message: {
      en: (p: On & { looksLike: string }) => `"${p.object}" is no text: it looks like ${p.looksLike}`,
      ru: (p: On & { looksLike: string }) => `«${p.object}» — не текст: похоже на ${p.looksLike}`,
    },
    hint: {
      en: () =>
        'CSV, TSV, JSON, JSON Lines and Parquet are read. Save a spreadsheet as CSV, unpack an archive, fetch a page as data.',
      ru: () =>
        'Читаются CSV, TSV, JSON, JSON Lines и Parquet. Сохраните таблицу как CSV, распакуйте архив, получите страницу как данные.',
    },
  },
  'broken-encoding': {
    kind: 'data',
    message: {
      en: (p: On & { encoding: string; byte?: number }) =>
        `"${p.object}" has bytes that are no ${p.encoding}${p.byte === undefined ? '' : `, the first at byte ${p.byte}`}`,
      ru: (p: On & { encoding: string; byte?: number }) =>
        `в «${p.object}» есть байты, которые не ${p.encoding}${p.byte === undefined ? '' : `; первый — байт ${p.byte}`}`,
    },
    hint: {
      en: () => 'Name the encoding of the file, or load it with such rows set aside.',
      ru: () => 'Назовите кодировку файла или загрузите его, отложив такие строки.',
    },
  },
  'unknown-encoding': {
    kind: 'input',
    message: {
      en: (p: { encoding: string }) => `"${p.encoding}" is not an encoding that is known here`,
      ru: (p: { encoding: string }) => `кодировка «${p.encoding}» здесь неизвестна`,
    },
  },
  'broken-line': {
    kind: 'data',
    message: {
      en: (p: On & { detail: string }) => `"${p.object}": a line is no JSON object: ${p.detail}`,
      ru: (p: On & { detail: string }) => `«${p.object}»: строка — не объект JSON: ${p.detail}`,
    },
  },
  'ragged-row': {
    kind: 'data',
    message: {
      en: (p: On & { detail: string }) =>
        `"${p.object}": a row does not have the fields of the others: ${p.detail}`,
      ru: (p: On & { detail: string }) => `«${p.object}»: в строке не те поля, что в остальных: ${p.detail}`,
    },
    hint: {
      en: () => 'Load it with such rows set aside, or give the delimiter and the quote of the file.',
      ru: () => 'Загрузите, отложив такие строки, или укажите разделитель и кавычку файла.',
    },
  },
  'no-sql': {
    kind: 'refusal',
    message: {
      en: (p: { connection: string }) => `connection "${p.connection}" holds files, which take no SQL`,
      ru: (p: { connection: string }) => `подключение «${p.connection}» — это файлы, SQL они не понимают`,
    },
    hint: {
      en: () => 'Read them by a source step and put an sql step after it.',
      ru: () => 'Прочитайте их шагом source и поставьте за ним шаг sql.',
    },
  },
  'bad-option': {
    kind: 'input',
    message: {
      en: (p: { problems: Localized[] }) =>
        `reading options: ${p.problems.map((problem) => problem.en).join('; ')}`,
      ru: (p: { problems: Localized[] }) =>
        `параметры чтения: ${p.problems.map((problem) => problem.ru).join('; ')}`,
    },
  },
});
