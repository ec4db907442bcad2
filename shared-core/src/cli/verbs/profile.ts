import type { DatasetProfile } from '../../profiling';
import { printType } from '../../schema';
import { locate, objectOf, using, type Location } from '../locations';
import { keyValues, names, options as shared } from '../options';
import { table } from '../table';
import type { Verb, VerbInput } from '../verb';

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
    return {
      json: documents.length === 1 ? documents[0] : documents,
      text: profiles.map(print).join('\n\n'),
    };
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

function print(profile: DatasetProfile): string {
  const columns = profile.columns.map((column) => ({
    column: column.name,
    type: printType(column.type),
    sure: `${Math.round(column.inference.confidence * 100)} %`,
    nulls: column.nulls,
    distinct: `${column.distinctExact ? '' : '~'}${column.distinct}${column.unique ? ' unique' : ''}`,
    minimum: column.minimum,
    maximum: column.maximum,
    like: column.semantic?.value,
  }));
  const keys = profile.keys.map(
    ({ fields, confidence }) => `${fields.join(' + ')} (${Math.round(confidence * 100)} %)`,
  );
  const warnings = profile.columns.flatMap((column) =>
    column.warnings.map((warning) => `! ${column.name}: ${warning.en}`),
  );
  return [
    `${profile.dataset}: ${profile.rows.toLocaleString('en')} rows, ${profile.columns.length} columns, ${profile.seconds.toFixed(2)} s`,
    ...(columns.length ? [table(columns)] : []),
    `keys: ${keys.join(', ') || 'none'}`,
    ...warnings,
  ].join('\n');
}
