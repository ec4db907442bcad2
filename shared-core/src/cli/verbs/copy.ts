import { randomUUID } from 'node:crypto';
import type { Connection } from '../../connectors';
import type { JobDataset, ObservedRun, RunLineage } from '../../lineage';
import type { Ledger, LoadOptions, ObjectSource } from '../../movement';
import { endLineage, lineageOfCommand } from '../lineage';
import { locate, objectOf, openAll } from '../locations';
import { keyValues, names, oneOf, options as shared } from '../options';
import { lazily, type Verb } from '../verb';
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
  async run({ arguments: [source = '', target = ''], options, signal, progress, language }) {
    const [from, to] = [await locate(source, options), await locate(target, options)];
    const [object, into] = [objectOf(from, source), objectOf(to, target)];
    const { load } = await import('../../movement');
    const [opened, written] = await openAll([from, to], signal);
    const copied: LoadOptions = {
      source: { connection: opened, object, options: keyValues(options.read, '--read') },
      target: {
        connection: written,
        object: into,
        mode: oneOf(options.mode, modes, '--mode'),
        keys: names(options.keys),
      },
      runId: (options.runId as string | undefined) ?? randomUUID(),
      rejectLimit: options.rejectLimit === undefined ? undefined : Number(options.rejectLimit),
      rejectsDirectory: options.rejects as string | undefined,
      signal,
      onProgress: progress.report,
    };
    try {
      const lineage = await lineageOfCommand(language);
      const ledger = await observedCopy(copied, lineage, options.runId !== undefined, () => load(copied));
      return lazily(ledger, () => ledgerText(ledger, language));
    } finally {
      await Promise.all([opened.close(), written.close()]);
      await endLineage();
    }
  },
};

/** A copy tells its lineage as a pipeline does; its fields are told where the source can be described. */
async function observedCopy(
  { source, target, runId = '', signal }: LoadOptions,
  lineage: RunLineage | undefined,
  isRepeatable: boolean,
  work: () => Promise<Ledger>,
): Promise<Ledger> {
  if (!lineage) return work();
  const { copyJob, observeRun } = await import('../../lineage');
  const { connection, object, options } = source as ObjectSource;
  const output = datasetOf(target.connection, target.object);
  const input = unlike(output, datasetOf(connection, object));
  const run: ObservedRun = {
    loadId: runId,
    isRepeatable,
    job: () => copyJob(input, output),
    nameOf: (dataset) => (isSame(dataset, output) ? target.connection : connection).naming(dataset.object),
    signal,
  };
  return observeRun(lineage, run, async (account) => {
    account.begin(async () => {
      const described = await connection.describe(object, { options, signal }).catch(() => undefined);
      return copyJob({ ...input, schema: described?.schema }, output);
    });
    const ledger = await work();
    account.ledgers.push(ledger);
    return ledger;
  });
}

const datasetOf = ({ name, connector }: Connection, object: string): JobDataset => ({
  connection: name,
  object,
  system: connector.id,
});

const isSame = (one: JobDataset, other: JobDataset) =>
  one.connection === other.connection && one.object === other.object;

/** Two servers named by addresses have their system's name, and may have tables of one name. */
const unlike = (output: JobDataset, input: JobDataset): JobDataset =>
  isSame(input, output) ? { ...input, connection: `${input.connection}-source` } : input;
