import type { Language } from '../../language';
import type { TableSchema } from '../../schema';
import type { PipelineSpecInput } from '../../spec';
import { openDataset, sceneDataset, type SceneDataset } from '../columns/scene';
import { breathe } from '../../event-loop';
import { readSentence, type ReadSentence } from '../grammar/parse';
import type { GenerateOptions } from '../options';
import { tokenize } from '../text/token';
import { Interview } from './interview';
import { gather } from './joining';
import { scheduleOf } from './schedule';
import { untangle } from './untangle';
import { sourcesOf, targetsOf, type Sources } from './sources';
import { shapeSteps } from './steps';
import { namesOf, settingsOf } from './settings';
import { askUnsupported } from './unsupported';
import { addTargets } from './target';

/** What the offline parser makes of a sentence. */
export interface Draft {
  spec?: PipelineSpecInput;
  interview: Interview;
  /** Schemas of the sources that are known, by step id. */
  schemas: Record<string, TableSchema>;
  /** Some source's schema is not known, so fields cannot be checked. */
  open: boolean;
}

/** Files and tables that the sentence names and nobody described; they may be sources. */
function unknownObjects(text: string, given: readonly SceneDataset[]): SceneDataset[] {
  const known = new Set(given.map(({ object }) => object.toLowerCase().split(/[/\\]/).at(-1)));
  return tokenize(text)
    .filter(({ kind, lower }) => kind === 'file' && !known.has(lower.split(/[/\\]/).at(-1)))
    .map((token) => ({ ...openDataset('files', 'file', token.text), open: false, identifiers: [] }));
}

const meaningful = new Set([
  'place',
  'dataset',
  'column',
  'measures',
  'combine',
  'limit',
  'fields',
  'distinct',
  'mask',
  'quality',
  'by',
  'sort',
]);

/** Reads a sentence into a draft, its explanations and its questions. Deterministic; needs no model. */
export async function draftOf(text: string, options: GenerateOptions, language: Language): Promise<Draft> {
  const interview = new Interview(language, options.answers ?? {});
  const given = (options.datasets ?? []).map(sceneDataset);
  const now = options.now ?? new Date();
  const first = untangle(await readSentence(text, [...given, ...unknownObjects(text, given)], now), given);
  if (!first.hits.some(({ slot }) => meaningful.has(slot.slot))) return nothing(interview);
  const sources = sourcesOf(first, given, options, interview, text);
  const opened = sources && {
    ...sources,
    datasets: sources.datasets.map((dataset) =>
      dataset.columns.length === 0
        ? openDataset(dataset.connection, dataset.system, dataset.object)
        : dataset,
    ),
  };
  await breathe(); // a host's event loop is not ours to hold
  const read = opened ? untangle(await readSentence(text, opened.datasets, now), given) : first;
  if (opened) return assemble(text, read, withKeys(opened, read), given, options, interview);
  return sourceless(first, options, given, interview);
}

function nothing(interview: Interview): Draft {
  interview.ask('request', { text: '', start: 0, end: 0 }, interview.say.askRequest, [], true);
  return { interview, schemas: {}, open: true };
}

/** The keys of a join may be said in another place; the second reading knows them. */
function withKeys(sources: Sources, read: ReadSentence): Sources {
  const again = read.hits.flatMap(({ slot, phrase }) =>
    slot.slot === 'combine' ? [{ slot, phrase }] : [],
  )[0];
  return again
    ? {
        ...sources,
        on: again.slot.on ?? sources.on,
        way: again.slot.way,
        type: again.slot.type,
        distinct: again.slot.distinct,
      }
    : sources;
}

function assemble(
  text: string,
  read: ReadSentence,
  sources: Sources,
  given: SceneDataset[],
  options: GenerateOptions,
  interview: Interview,
): Draft {
  for (const [written, word] of read.corrected)
    interview.explain(
      { text: written, start: text.indexOf(written), end: 0 },
      interview.say.spelled({ word }),
      0.85,
    );
  const schedule = scheduleOf(read.hits, interview, options.timezone ?? 'UTC');
  const gathered = gather(sources, interview);
  const shaped = shapeSteps(read, sources, gathered, interview);
  const targets = targetsOf(read, sources, options, given);
  const { steps, targetNames } = addTargets(shaped, targets, {
    read,
    sources,
    schedule,
    given,
    options,
    interview,
  });
  unexplained(read, interview);
  askUnsupported(read, [...sources.datasets, ...targetNames], options, interview);
  const connections = Object.fromEntries(
    [...sources.datasets, ...targetNames].map(({ connection, system }) => [connection, { system }]),
  );
  const spec: PipelineSpecInput = {
    apiVersion: 'ai-etl/v1',
    ...namesOf(read, sources, targetNames, text),
    schedule,
    connections,
    ...settingsOf(read, interview),
    steps: steps as PipelineSpecInput['steps'],
  };
  const known = sources.datasets.filter(({ open }) => !open);
  const schemas = Object.fromEntries(known.map((dataset) => [gathered.ids.get(dataset)!, schemaOf(dataset)]));
  return { spec, interview, schemas, open: known.length < sources.datasets.length };
}

const schemaOf = (dataset: SceneDataset): TableSchema => ({
  fields: dataset.columns.flatMap(({ field }) => field ?? []),
});

/** Without a source there is no draft; what else was understood is explained. */
function sourceless(
  read: ReadSentence,
  options: GenerateOptions,
  given: SceneDataset[],
  interview: Interview,
): Draft {
  scheduleOf(read.hits, interview, options.timezone ?? 'UTC');
  for (const { system, object, phrase } of targetsOf(read, undefined, options, given))
    interview.explain(phrase, interview.say.target({ object: object ?? '?', system }), 0.9);
  settingsOf(read, interview);
  unexplained(read, interview);
  return { interview, schemas: {}, open: true };
}

/** Words that nothing explains may change the meaning: ask. */
function unexplained(read: ReadSentence, interview: Interview): void {
  for (const phrase of read.unexplained)
    interview.ask(
      'phrase',
      phrase,
      interview.say.askPhrase({ phrase: phrase.text }),
      [{ value: 'ignore', label: interview.say.ignore }],
      true,
    );
}
