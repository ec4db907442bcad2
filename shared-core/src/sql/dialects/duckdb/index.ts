import { defineDialect } from '../dialect';
import { postgresql } from '../postgresql';
import { typeNames } from '../type-names';
import { functions, sameFunctions } from './functions';
import { reserved } from './reserved';
import { rewrites } from './rewrites';

/** DuckDB 1.5: PostgreSQL's grammar, its own arithmetic and functions. */
export const duckdb = defineDialect(
  {
    id: 'duckdb',
    title: 'DuckDB',
    reserved,
    nameBytes: undefined,
    nullsSort: { asc: 'last', desc: 'last' },
    dropsIdleNulls: true,
    outputsHideFields: true,
    typeName: typeNames({
      boolean: 'BOOLEAN',
      int8: 'TINYINT',
      int16: 'SMALLINT',
      int32: 'INTEGER',
      int64: 'BIGINT',
      uint8: 'UTINYINT',
      uint16: 'USMALLINT',
      uint32: 'UINTEGER',
      uint64: 'UBIGINT',
      float32: 'FLOAT',
      float64: 'DOUBLE',
      decimal: 'DECIMAL({p}, {s})',
      string: 'VARCHAR',
      bytes: 'BLOB',
      date: 'DATE',
      time: 'TIME',
      timestamp: 'TIMESTAMP',
      timestamptz: 'TIMESTAMPTZ',
      interval: 'INTERVAL',
      uuid: 'UUID',
      json: 'JSON',
      array: '{of}[]',
    }),
    functions,
    sameFunctions,
    cannot: {},
    rewrites,
  },
  { ...postgresql, functions: {}, rewrites: {} },
);
