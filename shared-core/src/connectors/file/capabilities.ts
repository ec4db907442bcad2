import type { Capabilities, StreamFormat } from '../contract';

/** Cheapest first. @internal */
export const offers: StreamFormat[] = ['csv', 'parquet', 'jsonl', 'rows'];

/** @internal */
export const capabilities: Capabilities = {
  offers,
  accepts: ['pg-copy-csv', 'csv', 'parquet', 'jsonl', 'rows'],
  modes: ['append', 'replace', 'merge'],
  // The condition is the embedded engine's SQL.
  pushDown: { fields: true, where: true },
};
