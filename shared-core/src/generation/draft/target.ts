import type { PipelineSpec, PipelineSpecInput } from '../../spec';
import { plainName } from '../grammar/readers';
import type { ReadSentence } from '../grammar/parse';
import { objectWords, type SceneDataset } from '../columns/scene';
import { systems } from '../lexicon/systems';
import type { GenerateOptions } from '../options';
import type { Interview } from './interview';
import { pickColumn, timesOf } from './pick-column';
import { slotsOf } from './settings';
import { connectionOf, type Sources, type TargetPlace } from './sources';
import type { Shaped } from './steps';

type StepInput = PipelineSpecInput['steps'][number];
type Mode = 'append' | 'replace' | 'merge';

interface Around {
  read: ReadSentence;
  sources: Sources;
  schedule: PipelineSpec['schedule'];
  given: readonly SceneDataset[];
  options: GenerateOptions;
  interview: Interview;
}

/** A target as the spec names it. */
export interface NamedTarget {
  connection: string;
  system: string;
  object: string;
}

/** Adds the target steps; asks for what a target lacks. */
export function addTargets(
  shaped: Shaped,
  targets: readonly TargetPlace[],
  around: Around,
): { steps: StepInput[]; targetNames: NamedTarget[] } {
  // Writing over what is being read is never what was meant.
  const isSource = ({ system, object }: { system: string; object?: string }): boolean =>
    around.sources.datasets.some((dataset) => dataset.system === system && dataset.object === object);
  const others = targets.filter((target) => !isSource(target));
  const known = others.length > 0 ? others : askedTarget(around);
  const named = known
    .flatMap((target) => nameTarget(target, shaped, around) ?? [])
    .filter((target) => !isSource(target));
  const steps = named.map(({ connection, system, object, phrase, mode }, index): StepInput => {
    around.interview.explain(
      phrase,
      around.interview.say.target({ object, system: systems[system]?.title ?? system }),
      1,
    );
    return {
      id: freeId(shaped, index),
      kind: 'target',
      input: shaped.last,
      connection,
      object,
      ...modeOf(mode, shaped, around),
      ...layoutOf(shaped, around),
    };
  });
  return { steps: [...shaped.steps, ...steps], targetNames: named };
}

/** "with partitions by month": of the field that was said, else of the one time field of the result. */
function layoutOf(shaped: Shaped, { read, interview }: Around): { layout?: { partitionBy: string } } {
  const [slot] = slotsOf(read, 'partition');
  if (!slot) return {};
  const times = timesOf(shaped.columns).map((column) => ({ column, score: 0.8 }));
  const mention = slot.mention ?? { phrase: slot.phrase, candidates: times };
  const choice = pickColumn(mention, slot.grain ? ['time'] : [], shaped.columns, interview);
  if (!choice) return {};
  const name = shaped.columns.nameOf(choice.column);
  const partitionBy = slot.grain ? `${slot.grain}(${name})` : name;
  interview.explain(slot.phrase, interview.say.partition({ by: partitionBy }), choice.confidence);
  return { layout: { partitionBy } };
}

const freeId = (shaped: Shaped, index: number): string => {
  const id = index === 0 ? 'target' : `target_${index + 1}`;
  return shaped.steps.some((step) => step.id === id) ? `${id}_step` : id;
};

/** No target was named: known connections are the options. */
function askedTarget({ interview, options, sources, read }: Around): TargetPlace[] {
  const systemsGiven = new Set(
    [...(options.datasets ?? []), ...Object.values(options.connections ?? {})].map(({ system }) => system),
  );
  const usual = ['clickhouse', 'postgresql', 'file'];
  const offered = [...new Set([...systemsGiven, ...usual])].filter(
    (system) => system !== sources.datasets[0]?.system || usual.includes(system),
  );
  const phrase = { text: '', start: 0, end: 0 };
  void read;
  const choices = offered
    .sort((left, right) => usual.indexOf(left) - usual.indexOf(right))
    .map((value) => ({ value, label: systems[value]?.title ?? value }));
  const { value, answered } = interview.ask('target', phrase, interview.say.askTarget, choices, true);
  if (!answered || !value) return [];
  const file = /\.(csv|json|jsonl|parquet|tsv)(\.gz|\.zst)?$/i.test(value);
  const system = file ? 'file' : value;
  if (!file && !systems[system] && system !== 'file') return [];
  return [{ connection: connectionOf(system, options), system, phrase, ...(file ? { object: value } : {}) }];
}

function nameTarget(
  target: TargetPlace,
  shaped: Shaped,
  around: Around,
): (NamedTarget & { phrase: TargetPlace['phrase']; mode?: Mode }) | undefined {
  const system = target.system || systemFor(target, around);
  if (!system) return undefined;
  const object = target.object ?? derivedName(system, target, shaped, around);
  return {
    connection: target.connection || connectionOf(system, around.options),
    system,
    object,
    phrase: target.phrase,
    ...(target.mode ? { mode: target.mode } : {}),
  };
}

/** A table without its system: the one database there is, else a question. */
function systemFor(target: TargetPlace, { options, interview }: Around): string | undefined {
  const databases = [
    ...new Set(
      [...(options.datasets ?? []), ...Object.values(options.connections ?? {})].map(({ system }) => system),
    ),
  ].filter((system) => system !== 'file');
  if (databases.length === 1) {
    interview.explain(target.phrase, systems[databases[0]!]?.title ?? databases[0]!, 0.7);
    return databases[0];
  }
  const options_ = (databases.length > 0 ? databases : ['clickhouse', 'postgresql']).map((value) => ({
    value,
    label: systems[value]?.title ?? value,
  }));
  const { value } = interview.ask(
    'system',
    target.phrase,
    interview.say.askTargetSystem({ object: target.object ?? '' }),
    options_,
  );
  return value;
}

function derivedName(
  system: string,
  target: TargetPlace,
  shaped: Shaped,
  { sources, interview }: Around,
): string {
  const base = sources.datasets.map(({ object }) => plainName(objectWords(object))).join('_');
  const name = [base, ...(shaped.keys.length > 0 ? ['by', ...shaped.keys.map(plainName)] : [])].join('_');
  const object = system === 'file' ? `${name}.${target.format ?? 'csv'}` : name;
  const besideSource =
    name === base && system !== 'file' && sources.datasets.some((dataset) => dataset.system === system);
  if (besideSource) {
    // The same name in the same system may be the source itself.
    const options = [{ value: `${object}_copy`, label: `${object}_copy` }];
    const text = interview.say.askTargetObject({ system: systems[system]?.title ?? system });
    return interview.ask('object', target.phrase, text, options, true).value ?? `${object}_copy`;
  }
  interview.explain(target.phrase, interview.say.targetNamed({ object }), 0.8);
  return object;
}

function modeOf(said: Mode | undefined, shaped: Shaped, around: Around): { mode: Mode; keys?: string[] } {
  const { read, interview } = around;
  const slot = slotsOf(read, 'mode').at(-1);
  const mode = said ?? slot?.mode ?? slotsOf(read, 'place').find((place) => place.mode)?.mode;
  if (mode === 'merge') {
    const keys = mergeKeys(shaped, around);
    if (slot) interview.explain(slot.phrase, interview.say.mode({ mode }), 1);
    return { mode, ...(keys.length > 0 ? { keys } : {}) };
  }
  if (mode) {
    if (slot) interview.explain(slot.phrase, interview.say.mode({ mode }), 1);
    return { mode };
  }
  return { mode: assumedMode(around) };
}

/**
 * A run that reads everything again and appends would double its rows, so a scheduled one replaces; one that reads
 * only what is new, or runs once, appends.
 */
function assumedMode({ read, schedule, interview }: Around): Mode {
  const fresh =
    slotsOf(read, 'incremental').length > 0 ||
    read.hits.some(
      ({ slot }) =>
        slot.slot === 'condition' &&
        slot.test.kind === 'period' &&
        slot.test.period.to !== undefined &&
        /current_date/.test(slot.test.period.to),
    );
  const mode: Mode = schedule === 'manual' || fresh ? 'append' : 'replace';
  interview.explain(
    { text: '', start: Number.MAX_SAFE_INTEGER, end: 0 },
    interview.say.modeAssumed({ mode }),
    0.7,
    mode === 'append' ? 'replace' : 'append',
  );
  return mode;
}

function mergeKeys(shaped: Shaped, { sources, interview, options, read }: Around): string[] {
  const said = shaped.mergeKeys
    .flatMap((mention) => pickColumn(mention, [], shaped.columns, interview) ?? [])
    .map(({ column }) => shaped.columns.nameOf(column));
  if (said.length > 0) return said;
  const dataset = options.datasets?.find(({ object }) => object === sources.datasets[0]?.object);
  if (dataset?.schema.primaryKey) return dataset.schema.primaryKey;
  const ids = shaped.columns.all
    .map((column) => shaped.columns.nameOf(column))
    .filter((name) => /^id$|_id$/i.test(name));
  const phrase = slotsOf(read, 'mode')[0]?.phrase ?? { text: '', start: 0, end: 0 };
  const { value } = interview.ask(
    'keys',
    { ...phrase, text: '' },
    interview.say.askKeys,
    ids.map((name) => ({ value: name, label: name })),
    true,
  );
  return value ? value.split(',').map((name) => name.trim()) : [];
}
