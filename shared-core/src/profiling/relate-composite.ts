import type { Engine } from '../engine';
import { keyValues, overlap, type KeyValues, type Overlap } from './inclusion';
import { nameMatch } from './name-match';
import type { ColumnProfile, DatasetProfile } from './profile';
import type { RelateSource } from './relate';
import type { Relationship } from './relationship';
import { statKind } from './stat-kind';

/** A dataset with its profile. @internal */
export interface Related {
  source: RelateSource;
  profile: DatasetProfile;
  name: string;
}

/** Fields of a child, in the order of the key of the parent that they may refer to. */
interface Candidate {
  child: Related;
  parent: Related;
  from: ColumnProfile[];
  to: ColumnProfile[];
  names: number;
}

/** Pairs of fields meet by chance more readily than one field does, so the name of each has to agree. */
const leastName = 0.6;
/** Fewer different tuples prove nothing. */
const fewestTuples = 5;
const leastInclusion = 0.5;

/**
 * Foreign keys of several fields, to datasets of which no field alone is a key. Every tuple of both sides is compared.
 * @internal
 */
export async function relateComposite(
  engine: Engine,
  related: Related[],
  signal?: AbortSignal,
): Promise<Relationship[]> {
  const found: Relationship[] = [];
  for (const candidate of candidatesOf(related)) {
    const [child, parent] = [
      await tuplesOf(engine, candidate.child, candidate.from, signal),
      await tuplesOf(engine, candidate.parent, candidate.to, signal),
    ];
    const relationship = judge(candidate, await overlap(engine, child, parent, signal));
    if (relationship) found.push(relationship);
  }
  return found;
}

const tuplesOf = async (
  engine: Engine,
  { source }: Related,
  columns: ColumnProfile[],
  signal?: AbortSignal,
) => (await keyValues(engine, source, [columns.map(({ name }) => name)], signal))[0] as KeyValues;

function candidatesOf(related: Related[]): Candidate[] {
  return related.flatMap((parent) =>
    compositeKeys(parent.profile).flatMap((to) =>
      related.flatMap((child) => (child === parent ? [] : (referring(child, parent, to) ?? []))),
    ),
  );
}

/** The best keys of a dataset where all of them have several fields. */
function compositeKeys({ keys, columns }: DatasetProfile): ColumnProfile[][] {
  if (keys.some(({ fields }) => fields.length === 1)) return [];
  const best = Math.max(...keys.map(({ confidence }) => confidence));
  return keys
    .filter(({ confidence }) => confidence >= best * 0.9)
    .map(({ fields }) => fields.flatMap((name) => columns.find((column) => column.name === name) ?? []));
}

/** The child's field that fits each field of the key best; none where one has no such field, or two have the same. */
function referring(child: Related, parent: Related, to: ColumnProfile[]): Candidate | undefined {
  const matches = to.map((column) => bestMatch(child, parent, column));
  if (!matches.every((match) => match !== undefined)) return undefined;
  const from = matches.map(({ column }) => column);
  if (new Set(from).size < from.length) return undefined;
  return { child, parent, from, to, names: Math.min(...matches.map(({ score }) => score)) };
}

function bestMatch(child: Related, parent: Related, wanted: ColumnProfile) {
  return child.profile.columns
    .filter((column) => column.distinct > 0 && statKind(column.type) === statKind(wanted.type))
    .map((column) => ({ column, score: similarity(child, parent, column.name, wanted.name) }))
    .filter(({ score }) => score >= leastName)
    .sort((one, other) => other.score - one.score)[0];
}

const similarity = (child: Related, parent: Related, from: string, to: string) =>
  from.toLowerCase() === to.toLowerCase()
    ? 0.9
    : nameMatch({
        child: { dataset: child.name, field: from },
        parent: { dataset: parent.name, field: to },
      });

function judge({ child, parent, from, to, names }: Candidate, shared: Overlap): Relationship | undefined {
  const { present } = shared;
  const inclusion = present === 0 ? 0 : shared.rows / present;
  if (inclusion < leastInclusion || shared.distinct < fewestTuples) return undefined;
  const rows = parent.profile.rows;
  // Where the parent has nearly every combination of its values, a child's tuple is there by chance.
  const density = rows / to.reduce((product, { distinct }) => product * distinct, 1);
  const value = 0.95 * (shared.distinct / (shared.distinct + 5)) * (1 - Math.min(1, density));
  const score = (1 - (1 - names) * (1 - value)) * inclusion ** 2 * (density > 0.9 ? 0.5 : 1);
  const coverage = shared.distinct / rows;
  return {
    from: { dataset: child.name, columns: from.map(({ name }) => name) },
    to: { dataset: parent.name, columns: to.map(({ name }) => name) },
    score: round(score),
    cardinality: shared.distinct + shared.missingCount === present ? 'one-to-one' : 'many-to-one',
    inclusion: round(inclusion),
    dangling: present - shared.rows,
    danglingValues: shared.missing,
    coverage: round(coverage),
    nulls: child.profile.rows - present,
    evidence: [
      {
        en: `${shared.rows} of ${present} rows have values of ${from.length} fields together that are in ${parent.name}, of which no field alone is a key`,
        ru: `у ${shared.rows} из ${present} строк значения ${from.length} полей вместе есть в ${parent.name}, где ни одно поле само не ключ`,
      },
      {
        en: `${shared.distinct} of ${rows} keys are used`,
        ru: `используются ${shared.distinct} из ${rows} ключей`,
      },
      { en: `names agree to ${names.toFixed(2)}`, ru: `сходство имён ${names.toFixed(2)}` },
    ],
  };
}

const round = (x: number) => Math.round(x * 1e4) / 1e4;
