import {
  generateSpec,
  readReference,
  readSchema,
  referenceOfSpec,
  type DatasetProfile,
  type DatasetReference,
  type GenerationDataset,
  type GenerationResult,
  type Language,
  type PipelineSpec,
  type StepInputOf,
} from '@ai-etl/core';
import type { Call } from '../../runtime/call';
import { connectedModel } from '../../runtime/chat-model';
import { item, type Outcome } from '../../runtime/operation';
import { ownConnections } from '../../runtime/plan-handles';

interface Options {
  language?: Language;
  timezone?: string;
}

/** A dataset that arrives, with its profile where it was profiled. */
interface Known {
  reference: DatasetReference;
  profile?: DatasetProfile;
}

/** A pipeline on the first output, or questions on the second. */
export async function generate(call: Call): Promise<Outcome> {
  const known = arriving(call);
  const datasets = known.flatMap(datasetsOf);
  const { language, timezone } = call.parameter<Options>('options', {});
  const model = await connectedModel(call);
  const result = await generateSpec(call.text('text') ?? '', {
    datasets,
    connections: ownConnections(call),
    answers: answersOf(call),
    timezone: timezone ?? call.context.getTimezone(),
    signal: call.signal,
    ...(language && { language }),
    ...(model && { model }),
  });
  for (const note of result.notes) call.context.addExecutionHints({ message: note });
  return result.status === 'ok'
    ? { outputs: [[await pipelineItem(result, known, datasets)], []] }
    : { outputs: [[], questionItems(result)] };
}

/** Items that are no datasets (a trigger's, for one) are nothing to speak about. */
function arriving(call: Call): Known[] {
  const items = call.context.getInputData().filter(({ json }) => json.dataset !== undefined);
  return items.map(({ json }) => ({
    reference: readReference(json.dataset),
    ...(json.profile ? { profile: json.profile as unknown as DatasetProfile } : {}),
  }));
}

/** The sources of a reference, as a sentence may speak of them. */
function datasetsOf({ reference, profile }: Known): GenerationDataset[] {
  const { spec, sources } = reference;
  const steps = spec.steps.filter((step): step is StepInputOf<'source'> => step.kind === 'source');
  return steps.map(({ id, connection, object }) => ({
    connection,
    object,
    system: spec.connections?.[connection]?.system ?? '',
    schema: readSchema(sources[id] ?? { fields: {} }),
    synonyms: { [object]: [id.replaceAll('_', ' ')] },
    ...(profile && { values: valuesOf(profile) }),
  }));
}

const valuesOf = ({ columns }: DatasetProfile) =>
  Object.fromEntries(
    columns
      .filter(({ type }) => type.kind === 'string')
      .map(({ name, top }) => [name, top.map(({ value }) => value)]),
  );

const answersOf = (call: Call) =>
  Object.fromEntries(
    call.rows<{ id: string; value: string }>('answers.values').map(({ id, value }) => [id, value]),
  );

async function pipelineItem(
  { spec, explanation, confidence, madeBy }: Extract<GenerationResult, { status: 'ok' }>,
  known: Known[],
  datasets: GenerationDataset[],
) {
  const dataset = await referenceOfSpec({
    spec,
    sources: sourcesOf(spec, datasets),
    handles: Object.assign({}, ...known.map(({ reference }) => reference.handles)),
  });
  return item({ status: 'ok', confidence, madeBy, explanation, dataset });
}

const sourcesOf = (spec: PipelineSpec, datasets: GenerationDataset[]) =>
  Object.fromEntries(
    spec.steps.flatMap((step) => {
      if (step.kind !== 'source') return [];
      const found = datasets.find(
        ({ connection, object }) => connection === step.connection && object === step.object,
      );
      return found ? [[step.id, found.schema]] : [];
    }),
  );

const questionItems = ({
  questions,
  explanation,
  draft,
  madeBy,
}: Extract<GenerationResult, { status: 'question' }>) =>
  questions.map(({ id, text, options, free, about }, index) =>
    item({
      status: 'question',
      question: text,
      about,
      id,
      options,
      anyTextIsAnAnswer: free,
      ...(index === 0 && { madeBy, explanation, ...(draft && { draft }) }),
    }),
  );
