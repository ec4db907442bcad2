import { writeFileSync } from 'node:fs';
import { shortName } from '../locations';
import { oneOf, options as shared } from '../options';
import type { Verb } from '../verb';
import { profileOf } from './profile';

const kinds = ['data-analysis'] as const;

/** `ai-etl report KIND SOURCE` @internal */
export const report: Verb = {
  name: 'report',
  arguments: '<kind> <source>',
  summary: {
    en: 'a report of a dataset: data-analysis as html, markdown or json',
    ru: 'отчёт о наборе данных: data-analysis в html, markdown или json',
  },
  options: [
    ['--format <name>', { en: 'html, markdown or json', ru: 'html, markdown или json' }, 'html'],
    [
      '--out <file>',
      {
        en: 'file to write; - is stdout (default: from the source)',
        ru: 'файл; - это stdout (по умолчанию по источнику)',
      },
    ],
    shared.datasources,
    shared.read,
  ],
  examples: [
    'ai-etl report data-analysis orders.csv',
    'ai-etl report data-analysis orders.csv --format markdown --language ru --out -',
  ],
  async run(input) {
    const [kind, source = ''] = input.arguments;
    oneOf(kind, kinds, 'report');
    const { dataAnalysisReport, renderReport, reportFormats } = await import('../../reports');
    const format = oneOf(input.options.format, reportFormats, '--format');
    const profile = await profileOf(source, input);
    const { advise } = await import('../../advice');
    const { createStatements } = await import('../../ddl');
    const advice = advise(profile);
    const object = shortName(source);
    const ddl = Object.fromEntries(
      (['postgresql', 'clickhouse'] as const).map((system) => [
        system,
        createStatements({ system, object, schema: profile.schema, profile, advice }),
      ]),
    );
    const { text, extension } = await renderReport(
      dataAnalysisReport({ profile, advice, ddl }, { language: input.language }),
      format,
    );
    if (input.options.out === '-') return { json: { text }, text };
    const file = String(input.options.out ?? `${object}.${extension}`);
    writeFileSync(file, text);
    return { json: { file, bytes: Buffer.byteLength(text) }, text: file };
  },
};
