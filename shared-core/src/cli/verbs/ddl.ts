import type { DdlSystem } from '../../ddl';
import type { DatasetProfile } from '../../profiling';
import type { TableSchema } from '../../schema';
import { locate, objectOf, shortName, using } from '../locations';
import { names, oneOf, options as shared } from '../options';
import type { Verb, VerbInput } from '../verb';
import { profileOf } from './profile';

const systems = ['postgresql', 'clickhouse'] as const satisfies readonly DdlSystem[];

/** `ai-etl ddl SOURCE --system S` @internal */
export const ddl: Verb = {
  name: 'ddl',
  arguments: '<source>',
  summary: {
    en: 'CREATE statements for a dataset, or ALTER against a table',
    ru: 'CREATE для набора данных или ALTER относительно таблицы',
  },
  options: [
    [
      '--system <name>',
      { en: `for ${systems.join(' or ')}`, ru: `для ${systems.join(' или ')}` },
      'postgresql',
    ],
    [
      '--table <name>',
      { en: 'name of the table (default: from the source)', ru: 'имя таблицы (по умолчанию по источнику)' },
    ],
    [
      '--against <table>',
      { en: 'an existing table: give ALTER statements', ru: 'существующая таблица: выдать ALTER' },
    ],
    [
      '--key <fields>',
      { en: 'fields of the primary key, comma-separated', ru: 'поля первичного ключа через запятую' },
    ],
    ['--plain', { en: 'no advice: types only', ru: 'без рекомендаций: только типы' }],
    shared.datasources,
    shared.read,
  ],
  examples: [
    'ai-etl ddl orders.csv --system clickhouse',
    'ai-etl ddl orders.csv --against warehouse#public.orders',
  ],
  async run(input) {
    const [source = ''] = input.arguments;
    const profile = await profileOf(source, input);
    const { against } = input.options;
    const statements = against
      ? await alter(String(against), profile.schema, input)
      : await create(source, profile, input);
    return { json: { statements }, text: statements.map((statement) => `${statement};`).join('\n\n') };
  },
};

async function create(source: string, profile: DatasetProfile, { options }: VerbInput): Promise<string[]> {
  const { createStatements } = await import('../../ddl');
  const { advise } = await import('../../advice');
  const system = oneOf(options.system, systems, '--system');
  const object = String(options.table ?? shortName(source));
  const advised = options.plain ? {} : { profile, advice: advise(profile) };
  return createStatements({
    system,
    object,
    schema: profile.schema,
    keys: names(options.key),
    ifNotExists: true,
    createContainer: true,
    ...advised,
  });
}

async function alter(table: string, to: TableSchema, { options, signal }: VerbInput): Promise<string[]> {
  const { alterStatements } = await import('../../ddl');
  const location = await locate(table, options);
  const object = objectOf(location, table);
  const { schema: from } = await using(location, signal, (connection) =>
    connection.describe(object, { signal }),
  );
  const system = oneOf(location.connector.id, systems, '--against');
  return alterStatements({ system, object, from, to }).map(({ statement }) => statement);
}
