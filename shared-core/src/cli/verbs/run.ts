import { keyValues, options as shared } from '../options';
import { connectionsOf, readPipeline } from '../pipelines';
import type { Verb } from '../verb';
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
  async run({ arguments: [file = ''], options, signal, progress }) {
    const { requirePlan } = await import('../../plan');
    const { runPlan } = await import('../../run');
    const { sqlReady } = await import('../../sql');
    await sqlReady();
    const { spec, schemas } = await readPipeline(file, options, signal);
    const plan = requirePlan(spec, schemas);
    const opened = connectionsOf(spec, options, signal);
    try {
      if (options.dryRun) return await preview(plan, opened);
      const result = await runPlan(plan, {
        connections: (name) => opened.open(name),
        runId: options.runId as string | undefined,
        parameters: keyValues(options.set, '--set') as never,
        signal,
        onProgress: progress.report,
      });
      return { json: result, text: result.ledgers.map(ledgerText).join('\n') };
    } finally {
      await opened.close();
    }
  },
};
