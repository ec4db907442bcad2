import { breathe } from '../event-loop';
import { buildPlan, type Finding } from '../plan';
import { pipelineSpecSchema, type PipelineSpec } from '../spec';
import { sqlReady } from '../sql';
import type { Language } from '../language';
import { generationErrors } from './errors';
import { languageOf, messages } from './messages';
import type { Draft } from './draft/build-draft';
import { givenDatasets } from './columns/given-datasets';
import type { GenerateOptions, GenerationResult, Question } from './options';

/** Longer texts are not one pipeline, and reading time grows with length. */
const mostCharacters = 4000;

/**
 * Makes a pipeline spec of a sentence in Russian or English: with a model where one is given, else with the offline
 * parser, which needs none. What the sentence leaves open becomes a question; ask again with `answers`.
 *
 * @returns `ok` with a spec that holds against the given schemas, or `question` with a draft
 * @throws `generation.empty-text`, `generation.text-too-long` (input); what a model does wrong never throws
 * @public
 */
export async function generateSpec(text: string, given: GenerateOptions = {}): Promise<GenerationResult> {
  const options = { ...given, datasets: givenDatasets(given.datasets) };
  const said = rephrased(text, options.answers ?? {});
  if (said.trim() === '') throw generationErrors['empty-text'](undefined);
  if (said.length > mostCharacters)
    throw generationErrors['text-too-long']({ length: said.length, most: mostCharacters });
  options.signal?.throwIfAborted();
  const language = options.language ?? languageOf(said);
  const offline = await readOffline(said, options, language);
  if (!options.model) return offline;
  const { generateWithModel } = await import('./model/generate-with-model');
  return generateWithModel(said, offline, { ...options, model: options.model, language });
}

/** Answers that say a phrase otherwise take its place; an answer to "what should be loaded" is the new sentence. */
function rephrased(text: string, answers: Record<string, string>): string {
  const whole = answers.request ?? text;
  return Object.entries(answers)
    .filter(([id, value]) => id.startsWith('phrase:') && value !== 'ignore')
    .reduce((so, [id, value]) => {
      const phrase = id.slice('phrase:'.length);
      const at = so.toLowerCase().indexOf(phrase);
      return at < 0 ? so : so.slice(0, at) + value + so.slice(at + phrase.length);
    }, whole);
}

async function readOffline(
  text: string,
  options: GenerateOptions,
  language: Language,
): Promise<GenerationResult> {
  const { draftOf } = await import('./draft/build-draft');
  const draft = await draftOf(text, options, language);
  const explanation = [...draft.interview.explanations]
    .sort((left, right) => left.start - right.start)
    .map(({ start: _, ...rest }) => rest);
  const { questions } = draft.interview;
  if (!draft.spec) return { status: 'question', questions, explanation, madeBy: 'parser', notes: [] };
  const { spec, findings } = await checked(draft);
  const open = [
    ...questions,
    ...(questions.length === 0 ? findings.map((finding) => findingQuestion(finding, language)) : []),
  ];
  if (open.length > 0 || !spec)
    return {
      status: 'question',
      questions: open,
      ...(spec ? { draft: spec } : {}),
      explanation,
      madeBy: 'parser',
      notes: [],
    };
  const confidence = Math.min(1, ...explanation.map((each) => each.confidence));
  return { status: 'ok', spec, explanation, confidence, madeBy: 'parser', notes: [] };
}

/** The draft against the form of a spec and, where all schemas are known, against its fields and types. */
async function checked(draft: Draft): Promise<{ spec?: PipelineSpec; findings: Finding[] }> {
  const parsed = pipelineSpecSchema.safeParse(draft.spec);
  if (!parsed.success) {
    const message = parsed.error.issues
      .map(({ path, message: text }) => `${path.join('.')}: ${text}`)
      .join('; ');
    return {
      findings: [
        {
          severity: 'error',
          code: 'generation.draft-form',
          message,
          text: { en: { message }, ru: { message } },
        },
      ],
    };
  }
  await sqlReady();
  await breathe();
  const { findings } = buildPlan(parsed.data, draft.schemas);
  await breathe();
  return { spec: parsed.data, findings: findings.filter(({ severity }) => severity === 'error') };
}

function findingQuestion(finding: Finding, language: Language): Question {
  const { message, hint } = finding.text[language];
  return {
    id: `finding:${finding.code}`,
    text: messages[language].invalid({ finding: [message, hint].filter(Boolean).join(' ') }),
    options: [],
    free: true,
    about: finding.step ?? '',
  };
}
