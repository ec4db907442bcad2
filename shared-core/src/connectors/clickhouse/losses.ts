import type { TypeLoss } from '../../schema';

/** What is lost between our types and ClickHouse's, by name. @internal */
export const losses = {
  asText: (name: string): TypeLoss => ({
    code: 'type-as-text',
    en: `${name} is carried as its text`,
    ru: `${name} передаётся текстом`,
  }),
  bytes: {
    code: 'bytes-as-string',
    en: 'String keeps the bytes, and is read back as text',
    ru: 'String хранит байты, но читается как текст',
  },
  dateRange: {
    code: 'date-range',
    en: 'Date32 holds 1900-01-01 to 2299-12-31 and no infinity; other dates are refused',
    ru: 'Date32 хранит даты с 1900-01-01 по 2299-12-31 без бесконечности; прочие отвергаются',
  },
  timestampRange: {
    code: 'timestamp-range',
    en: 'DateTime64 keeps the instant and not the zone it was written in; years 1 to 9999 (1900 to 2262 with nanoseconds), no infinity',
    ru: 'DateTime64 хранит момент без исходного пояса; годы с 1 по 9999 (с 1900 по 2262 при наносекундах), без бесконечности',
  },
  wallClock: {
    code: 'wall-clock-as-instant',
    en: 'DateTime64 keeps a reading of the clock as an instant in the zone of the server; an hour that its summer time skips is refused',
    ru: 'DateTime64 хранит показание часов как момент в поясе сервера; час, пропущенный при переводе часов, отвергается',
  },
  nullAsEmpty: {
    code: 'null-as-empty',
    en: 'ClickHouse has no NULL for a whole array, map or tuple: it becomes an empty one',
    ru: 'у ClickHouse нет NULL для целого массива, словаря или кортежа: вместо него пустой',
  },
  enumUnchecked: {
    code: 'enum-unchecked',
    en: 'an enum of more than 32,767 values is kept as text and not checked',
    ru: 'перечисление из более чем 32 767 значений хранится текстом и не проверяется',
  },
} satisfies Record<string, TypeLoss | ((name: string) => TypeLoss)>;
