import type { Language } from '../../language';
import type { ParameterValue, Plan } from '../../plan';
import type { CheckResult, PlanConnections } from '../../run';
import { endLineage, lineageOfCommand } from '../lineage';
import { keyValues, options as shared } from '../options';
import { connectionsOf, readPipeline } from '../pipelines';
import { table } from '../table';
import { lazily, type Outcome, type Verb } from '../verb';
import { ledgerText } from './ledger-text';

/** `ai-etl run SPEC` @internal */
export const run: Verb = {
  name: 'run',
  arguments: '<spec>',
  summary: {
    en: 'run a pipeline here: a ledger per target',
    ru: 'выполнить конвейер здесь: по ведомости на каждый приёмник',
  },
  options: [
    shared.datasources,
    [
      '--run-id <id>',
      { en: 'the same id twice loads once', ru: 'один и тот же id дважды загружает один раз' },
    ],
    ['--set <name=value...>', { en: 'values of parameters', ru: 'значения параметров' }],
    [
      '--dry-run',
      { en: 'only show what each target would get', ru: 'только показать, что получит каждый приёмник' },
    ],
  ],
  examples: [
    'ai-etl run pipeline.yaml',
    'ai-etl run pipeline.yaml --run-id 2026-11-21 --json',
    'ai-etl run pipeline.yaml --set since=2026-01-01',
  ],
  async run(input) {
    const { options, signal, progress, language } = input;
    const { requirePlan } = await import('../../plan');
    const { sqlReady } = await import('../../sql');
    await sqlReady();
    const { spec, schemas } = await readPipeline(input.arguments[0] ?? '', options, signal);
    const plan = requirePlan(spec, schemas);
    const opened = connectionsOf(spec, options, signal);
    const settings = {
      connections: (name: string) => opened.open(name),
      parameters: keyValues(options.set, '--set') as Record<string, ParameterValue>,
      signal,
    };
    try {
      if (options.dryRun) return await preview(plan, settings);
      const { runPlan } = await import('../../run');
      const result = await runPlan(plan, {
        ...settings,
        runId: options.runId as string | undefined,
        onProgress: progress.report,
        lineage: await lineageOfCommand(language),
      });
      return lazily(result, () => {
        const checks = result.checks.map((check) => checkText(check, language));
        return [...checks, ...result.ledgers.map((ledger) => ledgerText(ledger, language))].join('\n');
      });
    } finally {
      await opened.close();
      await endLineage();
    }
  },
};

/** What each target would get, over a sample; nothing is written. */
async function preview(plan: Plan, settings: PlanConnections): Promise<Outcome> {
  const { previewStep } = await import('../../run');
  const targets = plan.steps.flatMap(({ step }) => (step.kind === 'target' ? [step] : []));
  const previews = [];
  for (const { id, object, mode } of targets)
    previews.push({ target: id, object, mode, ...(await previewStep(plan, id, settings)) });
  const text = previews.map(
    ({ target, object, mode, rows, sampled, setAside }) =>
      `${target}: ${mode} into ${object}${sampled ? ', first rows of a sample' : ''}${setAside ? `, rows that cannot be read: ${setAside}` : ''}\n${rows.length ? table(rows) : '(no rows)'}`,
  );
  return { json: { dryRun: true, previews }, text: text.join('\n\n') };
}

const words = { en: { passed: 'holds', failed: 'broken' }, ru: { passed: 'соблюдено', failed: 'нарушено' } };

function checkText({ name, passed, failedRows, totalRows }: CheckResult, language: Language): string {
  return `${name}: ${passed ? words[language].passed : words[language].failed}, ${failedRows} / ${totalRows}`;
}
