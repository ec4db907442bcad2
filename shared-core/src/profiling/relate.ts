import type { Connection } from '../connectors';
import { openEngine, type Engine } from '../engine';
import { keyValues, overlap, type KeyValues, type Overlap } from './inclusion';
import { nameMatch } from './name-match';
import type { ColumnProfile, DatasetProfile } from './profile';
import { profileDataset } from './profile-dataset';
import { relateComposite } from './relate-composite';
import type { Relationship } from './relationship';
import { statKind } from './stat-kind';

/** A dataset whose relationships are looked for. @public */
export interface RelateSource {
  connection: Connection;
  object: string;
  /** As it is called in the answer; the object by default. */
  name?: string;
  /** Made if absent. */
  profile?: DatasetProfile;
  /** Reading options of the connector. */
  options?: Record<string, unknown>;
}

/** @public */
export interface RelateOptions {
  /** Relationships below this score are left out; 0.6 by default. */
  minimumScore?: number;
  signal?: AbortSignal;
  onProgress?: (progress: { phase: 'profiling' | 'comparing'; dataset: string }) => void;
}

/** A field with the dataset it belongs to. */
interface Side {
  source: number;
  dataset: string;
  column: ColumnProfile;
  rows: number;
  /** Against the best key of its dataset, 0 to 1; 0 for a field that is no key. */
  keyRank: number;
}

interface Candidate {
  child: Side;
  parent: Side;
  name: number;
}

/** More pairs are not compared; those whose names agree come first. */
const mostPairs = 5000;
/** Of the child's rows, so many must be found in the parent. */
const leastInclusion = 0.5;

/**
 * Finds foreign keys among datasets: which field's values are keys of which dataset.
 *
 * @remarks Every value of both fields is compared by the embedded engine, so `inclusion` and `dangling` are exact.
 * Values alone prove little where both are small whole numbers counted from 1 (they are contained in every such key);
 * there the names have to agree. The best parent of each field is given.
 * @returns best first
 * @public
 */
export async function relate(sources: RelateSource[], options: RelateOptions = {}): Promise<Relationship[]> {
  const engine = await openEngine({ signal: options.signal });
  try {
    const profiles = await profileAll(engine, sources, options);
    const sides = profiles.flatMap((profile, source) =>
      profile.columns.map((column): Side => ({
        source,
        dataset: sources[source]?.name ?? profile.dataset,
        column,
        rows: profile.rows,
        keyRank: keyRank(profile, column.name),
      })),
    );
    const candidates = candidatePairs(sides);
    const least = options.minimumScore ?? 0.6;
    const related = profiles.map((profile, source) => ({
      source: sources[source]!,
      profile,
      name: sources[source]?.name ?? profile.dataset,
    }));
    const found = (await relateComposite(engine, related, options.signal)).filter(
      ({ score }) => score >= least,
    );
    const values = new Map<string, KeyValues>();
    for (const candidate of candidates) {
      const [child, parent] = [await valuesOf(candidate.child), await valuesOf(candidate.parent)];
      const shared = await overlap(engine, child, parent, options.signal);
      const relationship = judge(candidate, shared);
      if (relationship && relationship.score >= least) found.push(relationship);
    }
    return bestOfEach(found);

    async function valuesOf(side: Side): Promise<KeyValues> {
      const id = `${side.source} ${side.column.name}`;
      const known = values.get(id);
      if (known) return known;
      options.onProgress?.({ phase: 'comparing', dataset: side.dataset });
      const source = sources[side.source]!;
      const wanted = candidates
        .flatMap(({ child, parent }) => [child, parent])
        .filter(({ source: of }) => of === side.source);
      const names = [...new Set(wanted.map(({ column }) => column.name))];
      const keys = names.map((name) => [name]);
      for (const made of await keyValues(engine, source, keys, options.signal))
        values.set(`${side.source} ${made.fields[0]}`, made);
      return values.get(id)!;
    }
  } finally {
    await engine.close();
  }
}

async function profileAll(
  engine: Engine,
  sources: RelateSource[],
  { signal, onProgress }: RelateOptions,
): Promise<DatasetProfile[]> {
  const profiles: DatasetProfile[] = [];
  for (const { profile, connection, object, name, options } of sources) {
    onProgress?.({ phase: 'profiling', dataset: name ?? object });
    profiles.push(profile ?? (await profileDataset(connection, object, { engine, options, signal })));
  }
  return profiles;
}

function keyRank({ keys }: DatasetProfile, field: string): number {
  const best = Math.max(...keys.map(({ confidence }) => confidence));
  const own = keys.find(({ fields }) => fields.length === 1 && fields[0] === field)?.confidence ?? 0;
  return own === 0 ? 0 : own / best;
}

function candidatePairs(sides: Side[]): Candidate[] {
  const parents = sides.filter(({ column, rows }) => column.unique && rows > 1 && canBeKey(column));
  const children = sides.filter(({ column }) => column.distinct > 0 && canBeKey(column));
  return children
    .flatMap((child) =>
      parents.filter((parent) => canRefer(child, parent)).map((parent) => pair(child, parent)),
    )
    .sort((a, b) => b.name - a.name)
    .slice(0, mostPairs);
}

const pair = (child: Side, parent: Side): Candidate => ({
  child,
  parent,
  name: nameMatch({
    child: { dataset: child.dataset, field: child.column.name },
    parent: { dataset: parent.dataset, field: parent.column.name },
  }),
});

/** Whole numbers, texts that are no prose, uuids. */
function canBeKey({ type, length }: ColumnProfile): boolean {
  if (type.kind === 'decimal') return type.scale === 0;
  return type.kind === 'integer' || (statKind(type) === 'text' && (length?.mean ?? 0) <= 64);
}

function canRefer(child: Side, parent: Side): boolean {
  if (child.source === parent.source && child.column.name === parent.column.name) return false;
  const kind = statKind(child.column.type);
  if (kind !== statKind(parent.column.type)) return false;
  // Half of the child's values must be there, so a child may not have many more of them.
  if (child.column.distinct * leastInclusion > parent.column.distinct) return false;
  if (kind !== 'number') return true;
  return (
    Number(child.column.minimum) <= Number(parent.column.maximum) &&
    Number(child.column.maximum) >= Number(parent.column.minimum)
  );
}

function judge({ child, parent, name }: Candidate, shared: Overlap): Relationship | undefined {
  const present = child.rows - child.column.nulls;
  const inclusion = present === 0 ? 0 : shared.rows / present;
  if (inclusion < leastInclusion) return undefined;
  const coverage = shared.distinct / parent.column.distinct;
  const value = valueEvidence(child.column, parent.column, shared.distinct, coverage);
  // References go to what identifies a row best; another field that happens to be unique is an unlikely aim.
  const score = (1 - (1 - name) * (1 - value)) * inclusion ** 2 * parent.keyRank ** 3;
  const isUnique = child.column.unique || child.column.distinct === present;
  return {
    from: { dataset: child.dataset, columns: [child.column.name] },
    to: { dataset: parent.dataset, columns: [parent.column.name] },
    score: round(score),
    cardinality: isUnique ? 'one-to-one' : 'many-to-one',
    inclusion: round(inclusion),
    dangling: present - shared.rows,
    danglingValues: shared.missing,
    coverage: round(coverage),
    nulls: child.column.nulls,
    evidence: evidenceOf({ inclusion, present, name, shared, coverage, parent }),
  };
}

/**
 * How much the values alone prove, from 0 to 1. Numbers counted from 1 are contained in every key counted from 1;
 * different texts, or numbers with gaps, meet by chance only when they are few.
 */
function valueEvidence(
  child: ColumnProfile,
  parent: ColumnProfile,
  distinct: number,
  coverage: number,
): number {
  if (statKind(child.type) === 'number' && isCounted(parent)) return 0.1 + 0.3 * coverage;
  const few = distinct / (distinct + 5);
  // Two lists of names that are both keys (a code and its name) share values more readily than a reference does.
  return (child.unique ? 0.6 : 0.95) * few;
}

function isCounted({ minimum, maximum, distinct }: ColumnProfile): boolean {
  const [low, high] = [Number(minimum), Number(maximum)];
  return low >= 0 && low <= 1 && high - low + 1 <= distinct * 1.5;
}

interface EvidenceParts {
  inclusion: number;
  present: number;
  name: number;
  shared: Overlap;
  coverage: number;
  parent: Side;
}

function evidenceOf({
  inclusion,
  present,
  name,
  shared,
  coverage,
  parent,
}: EvidenceParts): Relationship['evidence'] {
  const percent = (share: number) => `${(share * 100).toFixed(share === 1 || share === 0 ? 0 : 2)} %`;
  return [
    {
      en: `${shared.rows} of ${present} rows (${percent(inclusion)}) have a value that is in ${parent.dataset}`,
      ru: `${shared.rows} из ${present} строк (${percent(inclusion)}) имеют значение, которое есть в ${parent.dataset}`,
    },
    {
      en: `${shared.distinct} of ${parent.column.distinct} keys (${percent(coverage)}) are used`,
      ru: `используются ${shared.distinct} из ${parent.column.distinct} ключей (${percent(coverage)})`,
    },
    { en: `names agree to ${name.toFixed(2)}`, ru: `сходство имён ${name.toFixed(2)}` },
  ];
}

/** A field refers to one dataset; of two equal offers the smaller parent, which leaves less unused, is meant. */
function bestOfEach(found: Relationship[]): Relationship[] {
  const sorted = [...found].sort(
    (a, b) => b.score - a.score || b.coverage - a.coverage || textOf(a).localeCompare(textOf(b), 'en'),
  );
  const seen = new Set<string>();
  return sorted.filter((relationship) => {
    const child = JSON.stringify(relationship.from);
    // Two keys with the same values point at each other; one direction says it all.
    const mirrored = JSON.stringify([relationship.to, relationship.from]);
    const isNew = !seen.has(child) && !seen.has(mirrored);
    if (isNew) seen.add(child).add(JSON.stringify([relationship.from, relationship.to]));
    return isNew;
  });
}

const textOf = ({ from, to }: Relationship) => JSON.stringify([from, to]);
const round = (x: number) => Math.round(x * 1e4) / 1e4;
