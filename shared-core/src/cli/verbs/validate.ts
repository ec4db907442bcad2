import type { Language } from '../../language';
import type { Finding } from '../../plan';
import { readText, options as shared } from '../options';
import { readPipeline } from '../pipelines';
import type { Verb } from '../verb';

/** `ai-etl validate SPEC` @internal */
export const validate: Verb = {
  name: 'validate',
  arguments: '<spec>',
  summary: {
    en: 'check a spec: form, names, types of every expression',
    ru: 'проверить описание: форма, имена, типы каждого выражения',
  },
  options: [shared.datasources],
  examples: ['ai-etl validate pipeline.yaml', 'ai-etl validate pipeline.yaml --json'],
  async run({ arguments: [file = ''], options, signal, language }) {
    const { validateSpec } = await import('../../plan');
    const text = readText(file);
    const first = await validateSpec(text, { file });
    // Sources are asked only for a spec whose form is right.
    const context = first.spec ? await readPipeline(file, options, signal) : undefined;
    const { findings, plan } = context ? await validateSpec(text, { file, schemas: context.schemas }) : first;
    const lines = findings.map((finding) => findingText(finding, language));
    const notes = (context?.unreached ?? []).map(
      ({ step, reason }) => `note: fields of "${step}" are not known: ${reason}`,
    );
    return {
      json: { ok: plan !== undefined, hash: plan?.hash, findings, unreached: context?.unreached ?? [] },
      text: [
        ...lines,
        ...notes,
        plan ? `valid, ${plan.steps.length} steps, hash ${plan.hash.slice(0, 12)}` : '',
      ]
        .filter(Boolean)
        .join('\n'),
      exitCode: plan ? 0 : 2,
    };
  },
};

function findingText({ severity, text, file, line, column, path }: Finding, language: Language): string {
  const place = [[file, line, column].filter((part) => part !== undefined).join(':'), path]
    .filter(Boolean)
    .join(' ');
  const { message, hint } = text[language];
  return [`${severity}: ${place}: ${message}`, ...(hint ? [`  ${hint}`] : [])].join('\n');
}
