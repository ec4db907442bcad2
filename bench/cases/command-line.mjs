/** How long the command line takes before it answers. */
import { join } from 'node:path';
import { aiEtl, inTurn, median } from '../measure.mjs';
import { root } from '../../scripts/environment.mjs';

export const title = 'The command line answers';
export const target = '--help in 150 ms, profile of a small file in 700 ms';

export async function measure({ runs }) {
  const small = join(root, 'node_modules', 'vega-datasets', 'data', 'airports.csv');
  const results = await inTurn({ 'ai-etl --help': () => aiEtl('--help'), 'ai-etl profile airports.csv (3,376 rows)': () => aiEtl('profile', small, '--json', '--quiet') }, runs);
  return Object.entries(results).map(([what, list]) => ({ what, milliseconds: Math.round(1000 * median(list.map((run) => run.seconds))) }));
}
