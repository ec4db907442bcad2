import type { Capabilities } from '../contract';

/** @internal */
export const capabilities: Capabilities = {
  offers: ['parquet', 'arrow', 'pg-copy-csv', 'csv', 'jsonl', 'rows'],
  accepts: ['pg-copy-csv', 'csv', 'arrow', 'parquet', 'jsonl', 'rows'],
  modes: ['append', 'replace', 'merge'],
  dialect: 'clickhouse',
  pushDown: { fields: true, where: true },
};
