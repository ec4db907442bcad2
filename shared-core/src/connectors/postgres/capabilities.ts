import type { Capabilities } from '../contract';

/** @internal */
export const capabilities: Capabilities = {
  offers: ['pg-copy-csv', 'csv', 'jsonl', 'rows'],
  accepts: ['pg-copy-csv', 'csv', 'rows'],
  modes: ['append', 'replace', 'merge'],
  dialect: 'postgresql',
  pushDown: { fields: true, where: true },
};
