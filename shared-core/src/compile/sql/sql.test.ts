import { goldenSuite } from '../testing/golden';

goldenSuite('sql', {
  'sql-postgresql': { dialect: 'postgresql' },
  'sql-clickhouse': { dialect: 'clickhouse' },
  'sql-duckdb': { dialect: 'duckdb', language: 'ru' },
});
