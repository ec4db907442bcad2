import type { LineageEnd } from '../../lineage';
import type { DialectId } from '../../sql';
import { readText, options as shared } from '../options';
import { readPipeline } from '../pipelines';
import { table } from '../table';
import type { Verb } from '../verb';

/** `ai-etl lineage SPEC|FILE.sql|-` @internal */
export const lineage: Verb = {
  name: 'lineage',
  arguments: '<file>',
  summary: { en: 'column lineage of a pipeline or of SQL', ru: 'происхождение столбцов конвейера или SQL' },
  options: [
    [
      '--from <dialect>',
      { en: 'dialect of the SQL: postgresql or clickhouse', ru: 'диалект SQL: postgresql или clickhouse' },
      'postgresql',
    ],
    [
      '--tables <file>',
      {
        en: 'CREATE TABLE statements of the tables that the SQL reads',
        ru: 'операторы CREATE TABLE таблиц, которые читает SQL',
      },
    ],
    shared.datasources,
  ],
  examples: [
    'ai-etl lineage pipeline.yaml',
    'ai-etl lineage mart.sql --json',
    'ai-etl lineage mart.sql --tables schema.sql',
    'ai-etl lineage views.sql --from clickhouse',
    'cat mart.sql | ai-etl lineage -',
  ],
  async run({ arguments: [file = ''], options, signal }) {
    const { sqlReady } = await import('../../sql');
    await sqlReady();
    const { edges, steps } = /\.(ya?ml|json)$/i.test(file)
      ? await ofPipeline(file, options, signal)
      : await ofSql(file, options);
    const name = ({ dataset, step, field }: LineageEnd) => [dataset ?? step, field].filter(Boolean).join('.');
    const rows = edges.map(({ from, to, kind }) => ({ from: name(from), to: name(to), kind }));
    return { json: { edges, steps }, text: rows.length ? table(rows) : 'no lineage was found' };
  },
};

async function ofPipeline(file: string, options: { datasources?: string }, signal: AbortSignal) {
  const { lineageOf, datasetLineageOf } = await import('../../lineage');
  const { requirePlan } = await import('../../plan');
  const { spec, schemas } = await readPipeline(file, options, signal);
  const plan = requirePlan(spec, schemas);
  return { edges: datasetLineageOf(plan), steps: lineageOf(plan) };
}

async function ofSql(file: string, { from = 'postgresql', tables }: { from?: string; tables?: string }) {
  const { lineageOfSql } = await import('../../lineage');
  const { parseScript, requireReadDialect } = await import('../../sql');
  requireReadDialect(from);
  const dialect = from as DialectId;
  const declared = tables === undefined ? [] : parseScript(readText(tables), dialect);
  const known = declared.flatMap((statement): [string, string[]][] =>
    statement.kind === 'table' ? [[statement.table.join('.'), statement.fields.map(({ name }) => name)]] : [],
  );
  return { edges: lineageOfSql(readText(file), Object.fromEntries(known), dialect), steps: undefined };
}
