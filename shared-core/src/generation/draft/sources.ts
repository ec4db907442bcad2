import type { GenerateOptions } from '../options';
import { objectWords, openDataset, type SceneDataset } from '../columns/scene';
import { systems } from '../lexicon/systems';
import type { Hit, JoinOn, JoinType, Mention, Phrase, Place, Slot } from '../grammar/slots';
import type { ReadSentence } from '../grammar/parse';
import type { Interview } from './interview';
import { foreignKeys } from './foreign-keys';

/** What is read, and how several datasets come together. */
export interface Sources {
  datasets: SceneDataset[];
  way?: 'join' | 'union' | 'either';
  type: JoinType;
  distinct: boolean;
  on?: JoinOn[];
  /** What the second dataset is joined for; its other fields are not wanted. */
  brings?: Mention[];
  phrase: Phrase;
}

type PlaceHit = Hit & { slot: Extract<Slot, { slot: 'place' }> };
const whole = (text: string): Phrase => ({ text: '', start: text.length, end: text.length });

/** The connection of a system: that of a known dataset or connection, else one named after the system. */
export function connectionOf(system: string, options: GenerateOptions): string {
  const ofDataset = options.datasets?.find((dataset) => dataset.system === system)?.connection;
  const ofConnection = Object.entries(options.connections ?? {}).find(
    ([, connection]) => connection.system === system,
  )?.[0];
  return ofDataset ?? ofConnection ?? (system === 'file' ? 'files' : system);
}

/** A place that a known dataset has, or an open one of that name. */
function datasetAt(
  place: Place,
  given: readonly SceneDataset[],
  options: GenerateOptions,
): SceneDataset | undefined {
  if (place.dataset) return place.dataset;
  if (!place.object) return undefined;
  const said = place.object.toLowerCase();
  const known = given.find(
    ({ object, system }) =>
      (!place.system || place.system === system || (place.system === 'file' && system !== 'postgresql')) &&
      (object.toLowerCase() === said ||
        object.toLowerCase().endsWith(`/${said}`) ||
        object.toLowerCase().split('.').at(-1) === said),
  );
  if (known) return known;
  const alike =
    place.system === 'file'
      ? given.filter(
          ({ object, system }) =>
            system === 'file' && objectWords(object).toLowerCase() === objectWords(said),
        )
      : [];
  if (alike.length === 1) return alike[0];
  const system = place.system ?? 'postgresql';
  return openDataset(connectionOf(system, options), system, place.object);
}

const placesOf = (hits: readonly Hit[]): PlaceHit[] =>
  hits.filter((hit): hit is PlaceHit => hit.slot.slot === 'place');

/** Decides what is read; asks where the sentence leaves it open. */
export function sourcesOf(
  read: ReadSentence,
  given: SceneDataset[],
  options: GenerateOptions,
  interview: Interview,
  text: string,
): Sources | undefined {
  const bringing = read.hits.find(
    (hit): hit is Hit & { slot: Extract<Slot, { slot: 'enrich' }> } => hit.slot.slot === 'enrich',
  );
  const others = bringing ? given.filter((dataset) => dataset !== bringing.slot.dataset) : given;
  const sources = mainSources(read, others, options, interview, text);
  const [main, ...more] = sources?.datasets ?? [];
  if (!bringing || !sources || !main || more.length > 0 || main === bringing.slot.dataset) return sources;
  const { dataset, mentions } = bringing.slot;
  return {
    ...sources,
    datasets: [main, dataset],
    way: 'join',
    type: 'left',
    brings: mentions,
    phrase: bringing.phrase,
  };
}

function mainSources(
  read: ReadSentence,
  given: SceneDataset[],
  options: GenerateOptions,
  interview: Interview,
  text: string,
): Sources | undefined {
  const plain = { type: 'inner' as const, distinct: false };
  const combined = read.hits.find(
    (hit): hit is Hit & { slot: Extract<Slot, { slot: 'combine' }> } => hit.slot.slot === 'combine',
  );
  if (combined)
    return { ...combined.slot, datasets: [...new Set(combined.slot.datasets)], phrase: combined.phrase };
  const hits = placesOf(read.hits);
  const hasTarget = hits.some(({ slot }) => slot.role === 'target');
  const said = hits.filter(({ slot }) => slot.role === 'source');
  const either = hits.filter(({ slot }) => slot.role === 'either');
  // What stands without a preposition is read, unless something else is: "update dwh.flights from flights.csv".
  const explicit = said.some(({ slot }) => slot.place.object)
    ? said
    : [...said, ...(hasTarget ? either : either.slice(0, 1))];
  const located = [...new Set(explicit.flatMap(({ slot }) => datasetAt(slot.place, given, options) ?? []))];
  const objects = explicit
    .filter(({ slot }) => slot.place.object)
    .flatMap(({ slot }) => datasetAt(slot.place, given, options) ?? []);
  const chosen = objects.length > 0 ? [...new Set(objects)] : located;
  const system = explicit.find(({ slot }) => slot.place.system && slot.place.system !== 'file')?.slot.place
    .system;
  const phrase = explicit.find(({ slot }) => datasetAt(slot.place, given, options))?.phrase;
  if (chosen.length > 0 && phrase) {
    for (const { slot, phrase: said } of explicit) {
      const dataset = datasetAt(slot.place, given, options);
      if (dataset && chosen.includes(dataset))
        interview.explain(said, interview.say.source({ object: dataset.object }), dataset.open ? 0.9 : 1);
    }
    const fitting = system ? chosen.filter((dataset) => dataset.system === system) : chosen;
    const datasets = fitting.length > 0 ? fitting : chosen;
    return { ...plain, datasets, phrase, ...(datasets.length > 1 ? { way: 'either' as const } : {}) };
  }
  return implied(read, given, system, options, interview, text, plain);
}

/** No place was named: dataset nouns, the only dataset, or a question. */
function implied(
  read: ReadSentence,
  given: SceneDataset[],
  system: string | undefined,
  options: GenerateOptions,
  interview: Interview,
  text: string,
  plain: { type: 'inner'; distinct: boolean },
): Sources | undefined {
  const nouns = read.hits.flatMap((hit) =>
    hit.slot.slot === 'dataset' ? [{ dataset: hit.slot.dataset, phrase: hit.phrase }] : mentioned(hit),
  );
  const named = [...new Set(nouns.map(({ dataset }) => dataset))].filter(
    (dataset) => !system || dataset.system === system,
  );
  if (named.length === 1) {
    const phrase = nouns.find(({ dataset }) => dataset === named[0])!.phrase;
    interview.explain(phrase, interview.say.source({ object: named[0]!.object }), 0.95);
    return { ...plain, datasets: named, phrase };
  }
  const possible = named.length > 1 ? named : given.filter((dataset) => !system || dataset.system === system);
  if (possible.length === 1) {
    interview.explain(whole(text), interview.say.sourceOnly({ object: possible[0]!.object }), 0.8);
    return { ...plain, datasets: possible, phrase: whole(text) };
  }
  const joined = impliedJoin(read, possible, text, interview);
  return joined ?? asked(read, possible, system, options, interview, text, plain);
}

/** "quantity per product category" of orders and products: fields of two datasets that one key ties. */
function impliedJoin(
  read: ReadSentence,
  possible: readonly SceneDataset[],
  text: string,
  interview: Interview,
): Sources | undefined {
  const mentions = read.hits
    .flatMap(({ slot }) => mentionsOf(slot))
    .filter(({ candidates }) => (candidates[0]?.score ?? 0) >= 0.85);
  const needed = mentions.map(
    ({ candidates }) =>
      new Set(
        candidates
          .filter(({ score }) => score >= candidates[0]!.score - 0.15)
          .map(({ column }) => column.dataset),
      ),
  );
  const sole = new Set(needed.filter(({ size }) => size === 1).flatMap((set) => [...set]));
  const datasets = possible.filter((dataset) => sole.has(dataset));
  const [left, right] = datasets;
  if (datasets.length !== 2 || !left || !right || foreignKeys(left, right).length !== 1) return undefined;
  interview.explain(whole(text), interview.say.joinImplied({ left: left.object, right: right.object }), 0.65);
  return { datasets, way: 'join', type: 'inner', distinct: false, phrase: whole(text) };
}

/** Every mention of a column in a slot. */
function mentionsOf(slot: Slot): Mention[] {
  switch (slot.slot) {
    case 'column':
      return [slot.mention];
    case 'measures':
      return slot.measures.flatMap(({ of }) => of ?? []);
    case 'by':
      return slot.keys.flatMap((key) => ('mention' in key ? [key.mention] : []));
    case 'condition':
      return slot.subject.kind === 'mention' ? [slot.subject.mention] : [];
    case 'fields':
      return slot.mentions;
    default:
      return [];
  }
}

function asked(
  read: ReadSentence,
  possible: SceneDataset[],
  system: string | undefined,
  options: GenerateOptions,
  interview: Interview,
  text: string,
  plain: { type: 'inner'; distinct: boolean },
): Sources | undefined {
  const byColumns = possible.filter((dataset) =>
    read.hits.some(
      ({ slot }) =>
        slot.slot === 'condition' &&
        slot.subject.kind === 'mention' &&
        slot.subject.mention.candidates[0]?.column.dataset === dataset,
    ),
  );
  const ordered = [...new Set([...byColumns, ...possible])];
  const words = ordered.length === 0 ? read.unexplained.map(({ text: word }) => word) : [];
  const choices = [...ordered.map(({ object }) => object), ...words].map((value) => ({
    value,
    label: value,
  }));
  const title = system ? (systems[system]?.title ?? system) : '';
  const question = system ? interview.say.askSourceNamed({ system: title }) : interview.say.askSource;
  const { value } = interview.ask('source', whole(text), question, choices, true);
  const known = possible.find(({ object }) => object === value);
  if (known) return { ...plain, datasets: [known], phrase: whole(text) };
  if (!value) return undefined;
  const found = datasetAt(
    { object: value, system: system ?? (/\.\w+$/.test(value) && !system ? 'file' : 'postgresql') },
    possible,
    options,
  );
  return found && { ...plain, datasets: [found], phrase: whole(text) };
}

/** Datasets that stand inside other phrases: "number of orders", "top 10 movies". */
function mentioned(hit: Hit): { dataset: SceneDataset; phrase: Phrase }[] {
  const { slot, phrase } = hit;
  const found: (SceneDataset | undefined)[] = [];
  if (slot.slot === 'fields') found.push(slot.dataset);
  if (slot.slot === 'measures') found.push(...slot.measures.map((measure) => measure.dataset));
  if (slot.slot === 'limit')
    found.push(slot.entity && 'dataset' in slot.entity ? slot.entity.dataset : undefined, slot.rank?.dataset);
  if (slot.slot === 'condition')
    found.push(
      slot.subject.kind === 'dataset'
        ? slot.subject.dataset
        : slot.subject.kind === 'measure'
          ? slot.subject.measure.dataset
          : undefined,
    );
  return found.flatMap((dataset) => (dataset ? [{ dataset, phrase }] : []));
}

/** Where the rows go. */
export interface TargetPlace {
  connection: string;
  system: string;
  object?: string;
  phrase: Phrase;
  mode?: 'append' | 'replace' | 'merge';
  format?: string;
}

/** The targets that a sentence names: a system said here and a table said there come together. */
export function targetsOf(
  read: ReadSentence,
  sources: Sources | undefined,
  options: GenerateOptions,
  given: readonly SceneDataset[],
): TargetPlace[] {
  const hits = placesOf(read.hits);
  const sourceObjects = new Set(sources?.datasets.map(({ object }) => object));
  const isSource = ({ slot }: PlaceHit): boolean =>
    slot.role === 'source' ||
    sourceObjects.has(slot.place.object ?? '') ||
    Boolean(slot.place.dataset && sourceObjects.has(slot.place.dataset.object) && !slot.place.system);
  const meant = hits.filter(
    (hit) => hit.slot.role === 'target' || (hit.slot.role === 'either' && !isSource(hit)),
  );
  const places = meant.map(({ slot, phrase }) => {
    const { system, object, dataset, format } = slot.place;
    return {
      system: system ?? dataset?.system,
      object: object ?? dataset?.object,
      format,
      phrase,
      mode: slot.mode,
      connection: dataset && !system ? dataset.connection : undefined,
    };
  });
  const merged: typeof places = [];
  for (const place of places) {
    const half = merged.find(
      (other) =>
        (!other.system && place.system && !place.object) ||
        (!place.system && !other.object) ||
        (!other.object && other.system === place.system),
    );
    if (half)
      Object.assign(half, {
        system: half.system ?? place.system,
        object: half.object ?? place.object,
        mode: half.mode ?? place.mode,
        format: half.format ?? place.format,
      });
    else merged.push({ ...place });
  }
  const fromSystem = hits.some(({ slot }) => slot.role === 'source' && slot.place.system);
  const kept =
    merged.length > 1 && !fromSystem
      ? merged.filter(({ system, object }) => object || system !== sources?.datasets[0]?.system)
      : merged;
  return kept.map((place) => {
    const existing = given.find(
      ({ object, system }) => object === place.object && (!place.system || system === place.system),
    );
    const system = place.system ?? existing?.system ?? '';
    return {
      ...place,
      system,
      connection: place.connection ?? existing?.connection ?? connectionOf(system, options),
    };
  });
}
