import { z } from 'zod';

/** Settings of a connection to files. @public */
export const fileConfigSchema = z.object({
  root: z.string().min(1).optional().meta({
    title: 'Root folder',
    titleRu: 'Корневая папка',
    description: 'Paths are taken from here and cannot leave it; without it, any path of this machine',
    descriptionRu: 'Пути отсчитываются от неё и не выходят за неё; без неё — любой путь этой машины',
    placeholder: '/data/incoming',
  }),
});

/** @public */
export type FileSettings = z.output<typeof fileConfigSchema>;

/** Formats of files. @public */
export const fileFormats = ['csv', 'json', 'jsonl', 'parquet'] as const;

/** How a file is read; what is not said is inferred from its bytes. @public */
export const fileReadOptions = z.object({
  format: z.enum(fileFormats).optional().meta({
    title: 'Format',
    titleRu: 'Формат',
    description: 'By name and content unless given',
    descriptionRu: 'По имени и содержимому, если не указан',
  }),
  encoding: z.string().optional().meta({
    title: 'Encoding',
    titleRu: 'Кодировка',
    description: 'Such as utf-8, windows-1251, koi8-r, ibm866',
    descriptionRu: 'Например utf-8, windows-1251, koi8-r, ibm866',
    placeholder: 'windows-1251',
  }),
  delimiter: z.string().min(1).max(4).optional().meta({
    title: 'Delimiter',
    titleRu: 'Разделитель',
    description: 'tab or \\t for a tab',
    descriptionRu: 'tab или \\t — табуляция',
    placeholder: ';',
  }),
  quote: z.string().max(1).optional().meta({
    title: 'Quote',
    titleRu: 'Кавычка',
    description: 'Empty: no quotes',
    descriptionRu: 'Пусто — без кавычек',
    placeholder: '"',
  }),
  escape: z.string().max(1).optional().meta({
    title: 'Escape',
    titleRu: 'Экранирование',
    description: 'Stands before a quote inside quotes',
    descriptionRu: 'Стоит перед кавычкой внутри кавычек',
    placeholder: '"',
  }),
  header: z.coerce.boolean().optional().meta({
    title: 'Header',
    titleRu: 'Заголовок',
    description: 'The first row names the fields',
    descriptionRu: 'Первая строка называет поля',
  }),
  nulls: z.string().optional().meta({
    title: 'NULL texts',
    titleRu: 'Тексты для NULL',
    description: 'Separated by commas; the empty text is written as an empty item',
    descriptionRu: 'Через запятую; пустой текст — пустой элемент',
    placeholder: ',NA,-',
  }),
  skip: z.coerce.number().int().min(0).optional().meta({
    title: 'Lines to skip',
    titleRu: 'Пропустить строк',
    description: 'Lines before the header',
    descriptionRu: 'Строки перед заголовком',
  }),
  toEnd: z.coerce.boolean().optional().meta({
    title: 'Read to the end',
    titleRu: 'Читать до конца',
    description:
      'Notes, totals and other tables after the table are rows too; otherwise they are left out and told',
    descriptionRu:
      'Примечания, итоги и другие таблицы после таблицы — тоже строки; иначе они не читаются, и об этом сказано',
  }),
  decimalSeparator: z
    .enum(['.', ','])
    .optional()
    .meta({ title: 'Decimal separator', titleRu: 'Десятичный разделитель' }),
  dateFormat: z.string().optional().meta({
    title: 'Date format',
    titleRu: 'Формат дат',
    description: 'strptime, such as %d.%m.%Y',
    descriptionRu: 'strptime, например %d.%m.%Y',
    placeholder: '%d.%m.%Y',
  }),
  timestampFormat: z.string().optional().meta({
    title: 'Timestamp format',
    titleRu: 'Формат моментов',
    description: 'strptime, such as %d.%m.%Y %H:%M',
    descriptionRu: 'strptime, например %d.%m.%Y %H:%M',
    placeholder: '%d.%m.%Y %H:%M',
  }),
});

/** @public */
export type FileReadOptions = z.output<typeof fileReadOptions>;

/** `files.csv`, `file:///data/files.csv`. @internal */
export function fileFromUri(uri: string): { settings: z.input<typeof fileConfigSchema>; object?: string } {
  if (!/^file:/i.test(uri)) return { settings: {}, object: uri };
  const path = uri.replace(/^file:(\/\/[^/]*)?/i, '');
  const decoded = decodeURIComponent(path);
  // file:///C:/data has one slash too many on Windows.
  return { settings: {}, object: /^\/[a-z]:/i.test(decoded) ? decoded.slice(1) : decoded };
}
