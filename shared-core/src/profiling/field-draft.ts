import { simple, type Field, type LogicalType } from '../schema';
import type { CastKind, StatDialect } from './stat-dialect';
import { statKind, type StatKind } from './stat-kind';
import { textKind, textKinds } from './text-kinds';
import type { TextField } from './text-relation';

/** A field while it is profiled: what it was declared, what it is taken for, how it is counted. @internal */
export interface FieldDraft {
  field: Field;
  /** The relation gives this field as text, whatever it was declared. */
  isText: boolean;
  /** What the text is taken for until all rows have been read. */
  leading?: CastKind;
  /** Other types that all rows are tried for, for the runner-up. */
  candidates: CastKind[];
  /** Few enough values to keep each with its count. */
  isEnumerable: boolean;
  /** SQL of the text as a load would take it. */
  readable?(text: string): string;
  /** Texts that mean NULL. */
  nulls?: string[];
  /** The text is taken through `readable`, because some value needs it. */
  isReadable: boolean;
}

/** How many of a sample must fit a type before all rows are tried for it: a failing cast is the dearest thing in a scan. */
const promising = 0.5;

/** What a sample of texts may be, narrowest first, with the share that fits. @internal */
function promisingKinds(values: string[]): { kind: CastKind; share: number }[] {
  if (values.length === 0) return [];
  const counts = new Map<string, number>();
  for (const value of values) counts.set(value, (counts.get(value) ?? 0) + 1);
  const shareOf = (test: (value: string) => boolean) => promisingShare(counts, values.length, test);
  // A column of codes with leading zeros is no number, and the reader should learn from which row on.
  const isDigits = shareOf((value) => /^\d+$/.test(value)) >= promising;
  return textKinds
    .map(({ kind, read }) => ({ kind, share: shareOf((value) => read(value) !== undefined) }))
    .filter(({ kind, share }) => share >= (kind === 'integer' && isDigits ? 0 : promising));
}

/** Share of values that pass; 0 as soon as it cannot be promising any more. */
function promisingShare(counts: Map<string, number>, rows: number, test: (value: string) => boolean): number {
  let other = 0;
  for (const [value, count] of counts) {
    if (!test(value)) other += count;
    if (other > rows * (1 - promising)) return 0;
  }
  return (rows - other) / rows;
}

/** A text field comes as text from its source, or because its type is not sure yet. @internal */
const isText = ({ field, isRaw }: TextField) => isRaw || field.type.kind === 'string';

/** Takes a field for what its sample says. @internal */
export function draftField(from: TextField, sample: string[], isEnumerable: boolean): FieldDraft {
  const values = from.readable ? readableValues(sample, from.nulls) : sample;
  const kinds = isText(from) ? promisingKinds(values) : [];
  const best = Math.max(0, ...kinds.map(({ share }) => share));
  return {
    field: from.field,
    isText: isText(from),
    leading: kinds.find(({ share }) => share === best)?.kind,
    candidates: candidatesOf(kinds),
    isEnumerable,
    readable: from.readable,
    nulls: from.nulls,
    isReadable: values.length < sample.length || values.some((value, index) => value !== sample[index]),
  };
}

/** Where every value of the sample is an integer, fractions are asked for only when a row turns up that is none. */
const candidatesOf = (kinds: { kind: CastKind; share: number }[]): CastKind[] => {
  const isInteger = kinds.some(({ kind, share }) => kind === 'integer' && share === 1);
  return kinds.map(({ kind }) => kind).filter((kind) => !(isInteger && kind === 'float'));
};

const readableValues = (values: string[], nulls: string[] = []) =>
  values.map((value) => value.trim()).filter((value) => !nulls.includes(value));

/** The type that a draft is counted as. @internal */
export function draftType({ field, isText, leading }: FieldDraft): LogicalType {
  if (!isText) return field.type;
  return (leading && textKind(leading)?.type) ?? simple('string');
}

/** @internal */
export const draftKind = (draft: FieldDraft): StatKind => statKind(draftType(draft));

/** Counted as texts, though a system keeps them otherwise. */
const toText = new Set<LogicalType['kind']>(['enum', 'uuid']);

/** The field as the relation has it; a JSON value as text. @internal */
export function rawExpression(draft: FieldDraft, dialect: StatDialect): string {
  const name = dialect.quote(draft.field.name);
  if (draft.isText) return draft.isReadable && draft.readable ? draft.readable(name) : name;
  const kind = statKind(draft.field.type);
  if (kind === 'json') return dialect.jsonText(name);
  return kind === 'other' || toText.has(draft.field.type.kind) ? dialect.text(name) : name;
}

/** The field as what it is taken for. @internal */
export function valueExpression(draft: FieldDraft, dialect: StatDialect): string {
  const raw = rawExpression(draft, dialect);
  const cast = draft.isText && draft.leading ? dialect.cast?.[draft.leading] : undefined;
  return cast ? cast(raw) : raw;
}

/** A raw text that stays text, and every type that is not text, is measured by its own value. @internal */
export const isMeasuredAsText = (draft: FieldDraft): boolean => ['text', 'json'].includes(draftKind(draft));
