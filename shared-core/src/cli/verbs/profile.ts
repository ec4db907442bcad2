import { defineMessages, type Language, type Localized } from '../../language';
import type { DatasetProfile } from '../../profiling';
import { printType } from '../../schema';
import { locate, objectOf, using, type Location } from '../locations';
import { keyValues, names, options as shared } from '../options';
import { table } from '../table';
import { lazily, type Verb, type VerbInput } from '../verb';

/** `ai-etl profile SOURCE…` @internal */
export const profile: Verb = {
  name: 'profile',
  arguments: '<sources...>',
  summary: {
    en: 'profile datasets: types with evidence, statistics, keys, time',
    ru: 'профиль наборов данных: типы с обоснованием, статистика, ключи, время',
  },
  options: [
    shared.datasources,
    shared.read,
    ['--fields <names>', { en: 'only these fields, comma-separated', ru: 'только эти поля, через запятую' }],
    ['--sample <rows>', { en: 'only the first rows', ru: 'только первые строки' }],
  ],
  examples: [
    'ai-etl profile orders.csv',
    'ai-etl profile orders.csv.gz customers.parquet --json',
    'ai-etl profile warehouse#public.orders',
    'cat orders.csv | ai-etl profile -',
  ],
  async run(input) {
    const profiles: DatasetProfile[] = [];
    for (const source of input.arguments) profiles.push(await profileOf(source, input));
    const documents = profiles.map(asDocument);
    return lazily(documents.length === 1 ? documents[0] : documents, () =>
      profiles.map((profile) => print(profile, input.language)).join('\n\n'),
    );
  },
};

/** Opens a source, profiles its object and closes it. @internal */
export async function profileOf(
  source: string,
  { options, signal, progress }: VerbInput,
  location?: Location,
): Promise<DatasetProfile> {
  const place = location ?? (await locate(source, options));
  const object = objectOf(place, source);
  const { profileDataset } = await import('../../profiling');
  return using(place, signal, (connection) =>
    profileDataset(connection, object, {
      options: keyValues(options.read, '--read'),
      fields: names(options.fields),
      sample: options.sample === undefined ? undefined : Number(options.sample),
      signal,
      onProgress: ({ phase, dataset }) => progress.report({ phase: 'reading', step: `${dataset}: ${phase}` }),
    }),
  );
}

/** Types as people and specs write them; the schema keeps them in parts. */
const asDocument = (profile: DatasetProfile) => ({
  ...profile,
  columns: profile.columns.map((column) => ({ ...column, type: printType(column.type) })),
});

const titles: Localized<string[]> = {
  en: ['column', 'type', 'sure', 'nulls', 'distinct', 'minimum', 'maximum', 'like', 'because'],
  ru: [
    'столбец',
    'тип',
    'уверенность',
    'NULL',
    'различных',
    'наименьшее',
    'наибольшее',
    'похоже на',
    'потому что',
  ],
};

const words = defineMessages({
  en: {
    head: (p: { dataset: string; rows: string; columns: number; seconds: string }) =>
      `${p.dataset}: ${p.rows} rows, ${p.columns} columns, ${p.seconds} s`,
    unique: 'unique',
    keys: (p: { keys: string }) => `keys: ${p.keys || 'none'}`,
  },
  ru: {
    head: (p) => `${p.dataset}: строк ${p.rows}, столбцов ${p.columns}, ${p.seconds} с`,
    unique: 'все',
    keys: (p) => `ключи: ${p.keys || 'нет'}`,
  },
});

function print(profile: DatasetProfile, language: Language): string {
  const say = words[language];
  const columns = profile.columns.map((column) => {
    const figures = [
      column.name,
      printType(column.type),
      `${Math.round(column.inference.confidence * 100)} %`,
      column.nulls,
      `${column.distinctExact ? '' : '~'}${column.distinct}${column.unique ? ` ${say.unique}` : ''}`,
      column.minimum,
      column.maximum,
      column.semantic?.value,
      column.inference.runnerUp && column.inference.decidedBy?.why[language],
    ];
    return Object.fromEntries(titles[language].map((title, at) => [title, figures[at]]));
  });
  const keys = profile.keys.map(
    ({ fields, confidence }) => `${fields.join(' + ')} (${Math.round(confidence * 100)} %)`,
  );
  const warnings = profile.columns.flatMap((column) =>
    column.warnings.map((warning) => `! ${column.name}: ${warning[language]}`),
  );
  return [
    say.head({
      dataset: profile.dataset,
      rows: profile.rows.toLocaleString(language),
      columns: profile.columns.length,
      seconds: profile.seconds.toFixed(2),
    }),
    ...(columns.length ? [table(columns)] : []),
    say.keys({ keys: keys.join(', ') }),
    ...warnings,
  ].join('\n');
}
