import type { Localized } from '../language';
import { printType, simple, type LogicalType } from '../schema';
import type { FieldFacts } from './count-fields';
import type { Inference } from './profile';
import { reasons } from './reasons';
import type { CastKind } from './stat-dialect';
import { statKind } from './stat-kind';
import { textKind, textKinds } from './text-kinds';

/** What all rows say about the type of a field. @internal */
export interface TypeDecision {
  type: LogicalType;
  inference: Inference<string>;
  /** What the text is read as for statistics, where it is a number or a time. */
  readAs?: CastKind;
  /** The type that failed on some rows only. */
  nearMiss?: { kind: CastKind; share: number; misfits?: string[] };
}

/** Digits of which some begin with 0 are codes; that is as sure as it gets without being told. */
const certain = 0.99;

/** @internal */
export function areCodes({ values, sample }: FieldFacts): boolean {
  const seen = values ?? sample;
  return (
    seen.length > 0 &&
    seen.every(({ value }) => /^\d+$/.test(value)) &&
    seen.some(({ value }) => /^0\d/.test(value))
  );
}

/** Below this share a failing type is not worth a word. */
const nearly = 0.5;

/** @internal */
export function decideType(facts: FieldFacts, isRaw: boolean): TypeDecision {
  const declared = facts.draft.field.type;
  if (!facts.draft.isText) return declaredAs(declared);
  const { present } = facts.overview;
  if (present === 0)
    return {
      type: declared,
      inference: { value: printType(declared), confidence: 0, decidedBy: { why: reasons.allNull } },
    };
  const shares = sharesOf(facts);
  const fitting = shares.find(({ share }) => share === 1)?.kind;
  const nearMiss = nearMissOf(shares, fitting, facts);
  const type = isRaw ? typeOf(fitting, declared) : declared;
  const isCode = nearMiss?.kind === 'integer' && areCodes(facts);
  return {
    type,
    readAs: fitting,
    nearMiss,
    inference: {
      value: printType(type),
      confidence: isCode ? certain : confidenceOf(type, present, nearMiss?.share),
      ...runnerUp(type, fitting, nearMiss, isCode),
      decidedBy: { why: whyOf(type, fitting, present, isRaw) },
    },
  };
}

const declaredAs = (type: LogicalType): TypeDecision => ({
  type,
  inference: { value: printType(type), confidence: 1, decidedBy: { why: reasons.declared } },
});

/** Shares of rows that fit each type, from all values or from the counters of the scan; 0 for one that is not near. */
function sharesOf({ values, overview }: FieldFacts): { kind: CastKind; share: number }[] {
  const { present, fits } = overview;
  if (!values)
    return textKinds.flatMap(({ kind }) => {
      const count = fits[kind];
      return count === undefined ? [] : [{ kind, share: count / present }];
    });
  return textKinds.map(({ kind, read }) => {
    let other = 0;
    for (const { value, count } of values) {
      if (read(value) === undefined) other += count;
      if (other > present * (1 - nearly)) return { kind, share: 0 };
    }
    return { kind, share: (present - other) / present };
  });
}

/** The narrower type that most rows fit; one that is wider than the fitting type is no news. */
function nearMissOf(
  shares: { kind: CastKind; share: number }[],
  fitting: CastKind | undefined,
  { values }: FieldFacts,
): TypeDecision['nearMiss'] {
  const order = (kind: CastKind | undefined) => textKinds.findIndex((row) => row.kind === kind);
  const best = shares
    .filter(({ kind, share }) => share >= nearly && share < 1 && (!fitting || order(kind) < order(fitting)))
    .sort((a, b) => b.share - a.share)[0];
  if (!best) return undefined;
  const read = textKind(best.kind)?.read;
  const misfits = read && values?.filter(({ value }) => read(value) === undefined).map(({ value }) => value);
  return { ...best, misfits };
}

/** The declared type stays where it is of the same sort as what all rows fit: decimal(10,2) is not worse than float64. */
function typeOf(fitting: CastKind | undefined, declared: LogicalType): LogicalType {
  const found = fitting && textKind(fitting);
  if (!found) return simple('string');
  if (
    statKind(declared) === statKind(found.type) &&
    declared.kind !== 'string' &&
    isAtLeast(declared, found.type)
  )
    return declared;
  return found.isPlain ? found.type : simple('string');
}

const isAtLeast = (declared: LogicalType, found: LogicalType) =>
  !(found.kind === 'float' && declared.kind === 'integer') &&
  !(found.kind === 'timestamp' && declared.kind === 'date');

function confidenceOf(type: LogicalType, present: number, nearShare: number | undefined): number {
  if (type.kind === 'string') return round(1 - (nearShare ?? 0) / 2);
  return round(present / (present + 1));
}

function runnerUp(
  type: LogicalType,
  fitting: CastKind | undefined,
  nearMiss: TypeDecision['nearMiss'],
  isCode: boolean,
): Pick<Inference<string>, 'runnerUp'> {
  if (nearMiss) {
    const confidence = isCode ? 1 - certain : nearMiss.share / 2;
    return { runnerUp: { value: nameOf(nearMiss.kind), confidence: round(confidence) } };
  }
  if (fitting && type.kind === 'string') return { runnerUp: { value: nameOf(fitting), confidence: 0.5 } };
  return type.kind === 'string' ? {} : { runnerUp: { value: 'string', confidence: 0 } };
}

function whyOf(type: LogicalType, fitting: CastKind | undefined, present: number, isRaw: boolean): Localized {
  if (type.kind !== 'string') return reasons.allAre(present, fitting ? nameOf(fitting) : printType(type));
  if (fitting) return (isRaw ? reasons.notReadAsSuch : reasons.declaredText)(present, nameOf(fitting));
  return reasons.noNarrower;
}

/** `date(%d.%m.%Y)` is its own name; the others print as types do. @internal */
export function nameOf(kind: CastKind): string {
  const found = textKind(kind);
  return found?.isPlain ? printType(found.type) : kind;
}

const round = (x: number) => Math.round(x * 1e7) / 1e7;
