import { isAiEtlError } from '../../errors';
import type { Language } from '../../language';
import { validateSpec, type Finding } from '../../plan';
import type { TableSchema } from '../../schema';
import { readSpec, type PipelineSpec } from '../../spec';
import { generationErrors } from '../errors';
import { messages } from '../messages';
import type { Explanation, GenerateOptions, GenerationResult, Question } from '../options';
import { allowedConnections, forbidden } from './allowed';
import { answerJsonSchema, answerSchema, type Answer } from './answer';
import { modelName, UsageSum, type ChatModel } from './chat-model';
import { extractJson } from './extract-json';
import { repairPrompt, systemPrompt, userPrompt } from './prompt';

/** The first answer and two repairs. */
const attempts = 3;

type ModelOptions = GenerateOptions & { model: ChatModel; language: Language };

/**
 * Asks the model, checks its spec against the real schemas and lets it mend what the validator found, at most three
 * times. A model that fails costs nothing but time: the offline parser's result stands, with a note why.
 */
export async function generateWithModel(
  text: string,
  offline: GenerationResult,
  options: ModelOptions,
): Promise<GenerationResult> {
  const usage = new UsageSum();
  try {
    return { ...(await ask(text, offline, options, usage)), ...usage.total };
  } catch (error) {
    options.signal?.throwIfAborted();
    const reason = isAiEtlError(error) ? error.render(options.language) : modelName(options.model);
    const notes = [...offline.notes, messages[options.language].modelFailed({ reason })];
    return { ...offline, notes, ...usage.total };
  }
}

async function ask(
  text: string,
  offline: GenerationResult,
  options: ModelOptions,
  usage: UsageSum,
): Promise<GenerationResult> {
  const connections = allowedConnections(options, offline);
  const system = systemPrompt(options, options.language, connections);
  const first = userPrompt(text, offline, options);
  let user = first;
  let problems: string[] = [];
  for (let attempt = 1; attempt <= attempts; attempt += 1) {
    const said = await options.model.complete({
      system,
      user,
      jsonSchema: answerJsonSchema(),
      signal: options.signal,
      onUsage: usage.add,
    });
    const judged = await judge(said, text, offline, options, connections);
    if ('result' in judged) return judged.result;
    problems = judged.problems;
    user = repairPrompt(first, said, problems);
  }
  throw generationErrors['model-nonsense']({
    model: modelName(options.model),
    attempts,
    reason: problems[0] ?? '',
  });
}

type Judged = { result: GenerationResult } | { problems: string[] };

async function judge(
  said: string,
  text: string,
  offline: GenerationResult,
  options: ModelOptions,
  connections: ReadonlyMap<string, string>,
): Promise<Judged> {
  const json = extractJson(said);
  if ('reason' in json) return { problems: [json.reason] };
  const answer = answerSchema.safeParse(wrapped(json.value));
  if (!answer.success)
    return { problems: answer.error.issues.map(({ path, message }) => `${path.join('.')}: ${message}`) };
  const { data } = answer;
  if (!data.spec)
    return data.questions?.length
      ? { result: asQuestions(data, offline) }
      : { problems: ['spec is null, but no question is asked'] };
  const { spec, problems } = await validated(data.spec, text, options, connections);
  return spec ? { result: settled(spec, data, offline) } : { problems };
}

/** A bare spec is taken as one. */
const wrapped = (value: unknown): unknown =>
  typeof value === 'object' && value !== null && 'steps' in value ? { spec: value } : value;

async function validated(
  input: Record<string, unknown>,
  text: string,
  options: ModelOptions,
  connections: ReadonlyMap<string, string>,
): Promise<{ spec?: PipelineSpec; problems: string[] }> {
  const { spec, problems } = readSpec(input, {});
  if (!spec) return { problems: problems.map((problem) => problem.render('en')) };
  const limits = forbidden(spec, text, options, connections);
  const { findings } = await validateSpec(input, { schemas: schemasOf(spec, options) });
  const errors = findings.filter(({ severity }) => severity === 'error').map(sentence);
  const all = [...limits, ...errors];
  return all.length > 0 ? { problems: all } : { spec, problems: [] };
}

const sentence = ({ path, step, message, hint }: Finding): string =>
  [path ?? step, [message, hint].filter(Boolean).join(' ')].filter(Boolean).join(': ');

/** Schemas of the sources by step id, where a dataset of that connection and object was given. */
function schemasOf(spec: PipelineSpec, { datasets = [] }: GenerateOptions): Record<string, TableSchema> {
  return Object.fromEntries(
    spec.steps.flatMap((step) => {
      const found =
        step.kind === 'source'
          ? datasets.find(
              ({ connection, object }) => connection === step.connection && object === step.object,
            )
          : undefined;
      return found ? [[step.id, found.schema] as const] : [];
    }),
  );
}

function asQuestions({ questions, explanation }: Answer, offline: GenerationResult): GenerationResult {
  const draft = offline.status === 'ok' ? offline.spec : offline.draft;
  return {
    status: 'question',
    questions: (questions ?? []).map(question),
    ...(draft ? { draft } : {}),
    explanation: explanation?.length ? explanation : offline.explanation,
    madeBy: 'model',
    notes: offline.notes,
  };
}

const question = ({ about, text, options }: NonNullable<Answer['questions']>[number]): Question => ({
  id: `model:${about.toLowerCase()}`,
  text,
  options: options.map((option) => ({ value: String(option), label: String(option) })),
  free: true,
  about,
});

/** How sure a model must say it is of a phrase that the parser found ambiguous. */
const surely = 0.8;

/** A valid spec stands, unless it decides in silence what the parser found open. */
function settled(spec: PipelineSpec, { explanation }: Answer, offline: GenerationResult): GenerationResult {
  const explained: Explanation[] = explanation ?? [];
  const sure = (about: string): boolean =>
    about !== '' &&
    explained.some(({ phrase, confidence }) => confidence >= surely && overlaps(phrase, about));
  const open =
    offline.status === 'question'
      ? offline.questions.filter(
          ({ id, about }) => /^(column|measure|function|time):/.test(id) && !sure(about),
        )
      : [];
  const { notes } = offline;
  if (open.length > 0)
    return {
      status: 'question',
      questions: open,
      draft: spec,
      explanation: explained,
      madeBy: 'model',
      notes,
    };
  return {
    status: 'ok',
    spec,
    explanation: explained,
    confidence: Math.min(0.95, ...explained.map(({ confidence }) => confidence)),
    madeBy: 'model',
    notes,
  };
}

const overlaps = (left: string, right: string): boolean =>
  left.toLowerCase().includes(right.toLowerCase()) || right.toLowerCase().includes(left.toLowerCase());
