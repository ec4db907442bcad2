/** Where ClickHouse's meaning depends on data or types that its SQL does not show. */
export const readingHazards = {
  'rows-without-a-pair': {
    en: 'an outer join of ClickHouse gives zeros and empty texts where there is no pair, unless join_use_nulls is 1; here it gives NULL',
    ru: 'внешнее соединение в ClickHouse даёт нули и пустые тексты там, где пары нет, если join_use_nulls не 1; здесь — NULL',
  },
  'aggregate-of-nothing': {
    en: 'over no rows, or NULLs alone, aggregates of ClickHouse may be 0 or empty; here they are NULL',
    ru: 'без строк или по одним NULL агрегаты ClickHouse бывают нулём или пустым текстом; здесь — NULL',
  },
  'sum-of-nulls': {
    en: 'sumIf() of a Nullable is NULL where no row fits; here it is 0',
    ru: 'sumIf() от Nullable равен NULL, если ни одна строка не подошла; здесь — 0',
  },
  'sum-wraps': {
    en: 'ClickHouse wraps a sum or an average of 64-bit integers around when it is too big; here it is not',
    ru: 'ClickHouse молча переполняет сумму и среднее 64-битных целых; здесь переполнения нет',
  },
  estimate: {
    en: 'ClickHouse estimates this value; here it is exact',
    ru: 'ClickHouse оценивает это значение приблизительно; здесь оно точное',
  },
  'division-by-zero': {
    en: 'a division by zero is inf or nan in ClickHouse, an error in PostgreSQL',
    ru: 'деление на ноль в ClickHouse даёт inf или nan, в PostgreSQL — ошибку',
  },
  'bytes-not-characters': {
    en: 'ClickHouse counts bytes here; characters are counted instead, which differs for anything but ASCII',
    ru: 'ClickHouse считает здесь байты; вместо них считаются символы, что не одно и то же вне ASCII',
  },
  'ascii-case': {
    en: 'lower() and upper() of ClickHouse change ASCII letters only; here all letters',
    ru: 'lower() и upper() ClickHouse меняют только буквы ASCII; здесь — все буквы',
  },
  'cast-cuts': {
    en: 'ClickHouse cuts a fraction off and wraps what is too big; here it is rounded, or an error',
    ru: 'ClickHouse отбрасывает дробную часть и переполняет молча; здесь округление или ошибка',
  },
  'half-to-even': {
    en: 'ClickHouse rounds the half of a float to the even digit; here it may go away from zero',
    ru: 'ClickHouse округляет половину float до чётной цифры; здесь она может округлиться от нуля',
  },
  'date-and-interval': {
    en: 'a date plus an interval is a date in ClickHouse, a timestamp in PostgreSQL',
    ru: 'дата плюс интервал в ClickHouse — дата, в PostgreSQL — метка времени',
  },
  'which-row': {
    en: 'which row gives this value depends on the order in which ClickHouse happens to read',
    ru: 'какая строка даст это значение, зависит от порядка, в котором ClickHouse читает',
  },
  'null-in-list': {
    en: 'NOT IN over rows with a NULL is true in ClickHouse and unknown in PostgreSQL',
    ru: 'NOT IN по строкам с NULL в ClickHouse истинно, в PostgreSQL неизвестно',
  },
  'setting-left-out': {
    en: 'the SETTINGS of the query are left out',
    ru: 'SETTINGS запроса опущены',
  },
} as const;

export type ReadingHazard = keyof typeof readingHazards;
