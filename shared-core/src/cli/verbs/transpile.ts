import type { DialectId } from '../../sql';
import { readText } from '../options';
import type { Verb } from '../verb';

/** `ai-etl transpile FILE --from D --to D` @internal */
export const transpile: Verb = {
  name: 'transpile',
  arguments: '<file>',
  summary: {
    en: 'say SQL in another dialect, with its hazards',
    ru: 'перевести SQL на другой диалект и назвать опасности',
  },
  options: [
    [
      '--from <dialect>',
      { en: 'dialect of the file: postgresql or clickhouse', ru: 'диалект файла: postgresql или clickhouse' },
      'postgresql',
    ],
    [
      '--to <dialect>',
      { en: 'postgresql, clickhouse or duckdb', ru: 'postgresql, clickhouse или duckdb' },
      'clickhouse',
    ],
    [
      '--tables <file>',
      {
        en: 'CREATE TABLE statements of the tables that the query reads: some rewrites depend on types',
        ru: 'операторы CREATE TABLE таблиц запроса: от типов зависит часть перевода',
      },
    ],
  ],
  examples: [
    'ai-etl transpile query.sql --to clickhouse',
    'ai-etl transpile dashboard.sql --from clickhouse --to postgresql',
    "echo 'select now()' | ai-etl transpile - --to duckdb",
  ],
  async run({ arguments: [file = ''], options, language }) {
    const { declaredTables, sqlReady, transpile: translate } = await import('../../sql');
    await sqlReady();
    const [from, to] = [options.from as DialectId, options.to as DialectId];
    const tables =
      options.tables === undefined ? {} : declaredTables(readText(options.tables as string), from);
    const result = translate(readText(file), { from, to, tables });
    const hazards = result.hazards.map((hazard) => `-- ${hazard.code}: ${hazard[language]}`);
    return { json: result, text: [...hazards, result.sql].join('\n') };
  },
};
