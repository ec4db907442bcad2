import { locate, objectOf, openAll } from '../locations';
import { keyValues, names, oneOf, options as shared } from '../options';
import type { Verb } from '../verb';
import { ledgerText } from './ledger-text';

const modes = ['append', 'replace', 'merge'] as const;

/** `ai-etl copy SOURCE TARGET` @internal */
export const copy: Verb = {
  name: 'copy',
  arguments: '<source> <target>',
  summary: {
    en: 'load one dataset into another place, atomically, with a ledger',
    ru: 'загрузить набор данных в другое место, атомарно и с ведомостью',
  },
  options: [
    ['--mode <mode>', { en: modes.join(', '), ru: modes.join(', ') }, 'append'],
    [
      '--keys <fields>',
      { en: 'fields that identify a row, comma-separated', ru: 'поля, определяющие строку, через запятую' },
    ],
    [
      '--run-id <id>',
      { en: 'the same id twice loads once', ru: 'один и тот же id дважды загружает один раз' },
    ],
    [
      '--reject-limit <rows>',
      {
        en: 'more rejected rows than this fail the load',
        ru: 'больше отвергнутых строк — загрузка не состоится',
      },
    ],
    ['--rejects <folder>', { en: 'where rejected rows are written', ru: 'куда писать отвергнутые строки' }],
    shared.datasources,
    shared.read,
  ],
  examples: [
    'ai-etl copy flights.csv postgresql://etl@localhost/shop#public.flights --mode replace',
    'ai-etl copy warehouse#public.orders clickhouse://localhost/default#orders --mode merge --keys id',
    'ai-etl copy orders.csv orders.parquet --mode replace --json',
  ],
  async run({ arguments: [source = '', target = ''], options, signal, progress }) {
    const [from, to] = [await locate(source, options), await locate(target, options)];
    const [object, into] = [objectOf(from, source), objectOf(to, target)];
    const { load } = await import('../../movement');
    const [opened, written] = await openAll([from, to], signal);
    try {
      const ledger = await load({
        source: { connection: opened, object, options: keyValues(options.read, '--read') },
        target: {
          connection: written,
          object: into,
          mode: oneOf(options.mode, modes, '--mode'),
          keys: names(options.keys),
        },
        runId: options.runId as string | undefined,
        rejectLimit: options.rejectLimit === undefined ? undefined : Number(options.rejectLimit),
        rejectsDirectory: options.rejects as string | undefined,
        signal,
        onProgress: progress.report,
      });
      return { json: ledger, text: ledgerText(ledger) };
    } finally {
      await Promise.all([opened.close(), written.close()]);
    }
  },
};
