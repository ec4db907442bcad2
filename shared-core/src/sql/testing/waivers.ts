import type { DialectId } from '..';

/** What an engine is known not to answer as PostgreSQL does, with the reason; a waiver that is no longer true fails. */
export const vectorWaivers: Partial<Record<DialectId, Record<string, string>>> = {
  clickhouse: {
    '(select array_agg(x) from (values (1)) as v(x) where x > 5)':
      'an array cannot be NULL in ClickHouse: []',
  },
};

/** Calls that a dialect refuses, by function. */
export const refusedFunctions: Partial<Record<DialectId, Record<string, string>>> = {
  clickhouse: {
    ascii: 'no code point of a character',
    chr: 'char() makes bytes',
    mode: 'topK is approximate',
  },
  duckdb: { "to_char(date '2024-02-09', 'Q')": 'strftime has no quarter' },
};

/** Query cases that a dialect refuses, by file. */
export const refusedCases: Partial<Record<DialectId, Record<string, string>>> = {
  clickhouse: {
    'lateral.sql': 'no LATERAL',
    'window-groups.sql': 'no GROUPS',
    'window-range-interval.sql': 'no interval as an offset',
    'except-all.sql': 'no counting of duplicates',
  },
};
