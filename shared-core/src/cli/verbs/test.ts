import { locate, using } from '../locations';
import { options } from '../options';
import type { Verb } from '../verb';

/** `ai-etl test SOURCE` @internal */
export const test: Verb = {
  name: 'test',
  arguments: '<source>',
  summary: {
    en: 'test a connection: latency, version, rights, throughput',
    ru: 'проверить соединение: задержка, версия, права, пропускная способность',
  },
  options: [options.datasources],
  examples: [
    'ai-etl test postgresql://etl@localhost/shop',
    'ai-etl test warehouse',
    'ai-etl test data/orders.csv',
  ],
  async run({ arguments: [source = ''], options: given, signal }) {
    const location = await locate(source, given);
    const result = await using(location, signal, (connection) => connection.test({ signal }));
    const rights = Object.entries(result.permissions).map(
      ([right, allowed]) => `${right}: ${allowed === undefined ? '?' : allowed ? 'yes' : 'no'}`,
    );
    const speed = result.throughput ? `${(result.throughput.bytesPerSecond / 1e6).toFixed(0)} MB/s` : '';
    return {
      json: result,
      text: [
        `${location.connector.title} ${result.version}`,
        `${result.latencyMs.toFixed(1)} ms`,
        speed,
        rights.join(', '),
      ]
        .filter(Boolean)
        .join(' · '),
      exitCode: result.ok ? 0 : 1,
    };
  },
};
