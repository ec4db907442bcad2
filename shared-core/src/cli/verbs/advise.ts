import type { Advice } from '../../advice';
import type { Language } from '../../language';
import type { DialectId } from '../../sql';
import { locate } from '../locations';
import { options as shared, readText } from '../options';
import type { Verb } from '../verb';
import { profileOf } from './profile';

/** `ai-etl advise SOURCE` @internal */
export const advise: Verb = {
  name: 'advise',
  arguments: '<source>',
  summary: {
    en: 'storage, partitions and indexes, with reasons and figures',
    ru: 'хранилище, секции и индексы, с причинами и цифрами',
  },
  options: [
    [
      '--queries <file>',
      {
        en: 'SQL that will be asked, one statement after another',
        ru: 'SQL, который будут спрашивать, запрос за запросом',
      },
    ],
    [
      '--from <dialect>',
      {
        en: 'dialect of the queries: postgresql or clickhouse (clickhouse where the source is one)',
        ru: 'диалект запросов: postgresql или clickhouse (clickhouse, если таков источник)',
      },
    ],
    shared.datasources,
    shared.read,
  ],
  examples: [
    'ai-etl advise flights.csv',
    'ai-etl advise flights.csv --queries dashboards.sql --from clickhouse --json',
  ],
  async run(input) {
    const [source = ''] = input.arguments;
    const place = await locate(source, input.options);
    const profile = await profileOf(source, input, place);
    const { advise: adviseOn } = await import('../../advice');
    const { requireReadDialect, sqlReady } = await import('../../sql');
    await sqlReady();
    const usual = place.connector.id === 'clickhouse' ? 'clickhouse' : 'postgresql';
    const dialect = (input.options.from ?? usual) as DialectId;
    requireReadDialect(dialect);
    const queries = input.options.queries
      ? readText(String(input.options.queries))
          .split(/;\s*$/m)
          .map((query) => query.trim())
          .filter(Boolean)
      : undefined;
    const advice = adviseOn(profile, { queries, dialect });
    const indexes = Object.entries(advice.indexes).flatMap(([system, list]) =>
      list.map((one) => [`${system} index`, one] as const),
    );
    const partitions = Object.entries(advice.partitioning).map(
      ([system, one]) => [`${system} partitions`, one] as const,
    );
    const all: (readonly [string, Advice<unknown>])[] = [
      ['storage', advice.storage],
      ...partitions,
      ...indexes,
    ];
    const alternatives = advice.storage.alternatives;
    return {
      json: { ...advice, alternatives },
      text: all.map(([what, one]) => print(what, one, input.language)).join('\n'),
    };
  },
};

function print(what: string, advice: Advice<unknown>, language: Language): string {
  const reasons = advice.reasons.map((reason) => `  ${reason[language]}`);
  const others = advice.alternatives.map(
    (other) => `  (${other.title[language]}, ${Math.round(other.score * 100)} %: ${other.why[language]})`,
  );
  return [
    `${what}: ${advice.title[language]}, ${Math.round(advice.score * 100)} %`,
    ...reasons,
    ...others,
  ].join('\n');
}
