import { locate, objectOf, open } from '../locations';
import { options as shared } from '../options';
import { table } from '../table';
import type { Verb } from '../verb';

/** `ai-etl relate SOURCE…` @internal */
export const relate: Verb = {
  name: 'relate',
  arguments: '<sources...>',
  summary: { en: 'foreign keys among several datasets', ru: 'внешние ключи между наборами данных' },
  options: [shared.datasources],
  examples: [
    'ai-etl relate Customer.csv Invoice.csv InvoiceLine.csv',
    'ai-etl relate warehouse#public.orders customers.csv --json',
  ],
  async run({ arguments: sources, options, signal }) {
    const { relate: relateDatasets } = await import('../../profiling');
    const places = await Promise.all(
      sources.map(async (source) => ({ source, location: await locate(source, options) })),
    );
    const opened = await Promise.all(
      places.map(async ({ source, location }) => ({
        connection: await open(location, signal),
        object: objectOf(location, source),
      })),
    );
    try {
      const relationships = await relateDatasets(opened, { signal });
      const rows = relationships.map(({ from, to, score }) => ({
        from: `${from.dataset}.${from.columns.join('+')}`,
        to: `${to.dataset}.${to.columns.join('+')}`,
        score: score.toFixed(2),
      }));
      return { json: { relationships }, text: rows.length ? table(rows) : 'no relationships were found' };
    } finally {
      await Promise.all(opened.map(({ connection }) => connection.close()));
    }
  },
};
