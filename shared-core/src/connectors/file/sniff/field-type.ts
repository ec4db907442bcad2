import type { Localized } from '../../../language';
import type { FieldReading } from '../../../engine';
import { float, printType, simple, type LogicalType } from '../../../schema';
import { readDates } from './dates';
import { rounded, type Inference } from './inference';
import { isNullWord } from './null-words';
import { isCode, isTwofold, numberStyles, numberType, withoutMark, type NumberStyle } from './numbers';
import { reasons } from './reasons';

/** A value of a field in the sample. @internal */
export interface SampleValue {
  text: string;
  quoted: boolean;
  /** Row from 1, the header not counted; unknown in the middle of a file. */
  row?: number;
  /** Offset in the file of the stretch it comes from. */
  byte?: number;
}

/** @internal */
export interface FieldType {
  type: LogicalType;
  reading: FieldReading;
  inference: Inference<string>;
  /** Empty values, or words for them, were seen. */
  nulls: boolean;
}

const booleanWords: { true: string[]; false: string[] }[] = [
  { true: ['true'], false: ['false'] },
  { true: ['t'], false: ['f'] },
  { true: ['yes'], false: ['no'] },
  { true: ['да'], false: ['нет'] },
];
const timeShape = /^([01]?\d|2[0-3]):[0-5]\d(:[0-5]\d([.]\d{1,6})?)?$/;
const uuidShape = /^[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}$/i;

interface Attempt {
  type: LogicalType;
  reading: FieldReading;
  why: Localized;
  confidence?: number;
  runnerUp?: Inference<string>['runnerUp'];
  decidedBy?: string;
}
type Recognise = (texts: string[], hints: TypeHints) => Attempt | undefined;

/** What the rest of the file says of how numbers and dates are written in it. @internal */
export interface TypeHints {
  decimalComma?: boolean;
}

const recognisers: Recognise[] = [asBoolean, asNumber, asMarkedNumber, asDate, asTime, asUuid];

/**
 * Infers the type of a field from its values. A type is taken only if every value is of it; one that is not makes
 * the field a string, and is named.
 * @internal
 */
export function inferFieldType(values: SampleValue[], hints: TypeHints = {}): FieldType {
  const { real, words, texts, empty } = sorted(values);
  if (real.length + words.length === 0) {
    return {
      type: simple('string'),
      reading: {},
      nulls: empty,
      inference: { value: 'string', confidence: 0.1, decidedBy: { why: reasons.noValue } },
    };
  }
  const found = real.length > 0 ? (recognise(texts, hints) ?? withoutEnd(texts, hints)) : undefined;
  if (!found) return asText(real.length > 0 ? real : words, empty, hints);
  const said = [...new Set(words.map(({ text }) => text.trim()))];
  const { attempt, nulls } = withNotANumber(found, said);
  return {
    type: attempt.type,
    reading: { ...attempt.reading, ...(nulls.length > 0 ? { nulls } : {}) },
    nulls: empty || nulls.length > 0,
    inference: inferenceOf(attempt, real, nulls),
  };
}

interface Sorted {
  real: SampleValue[];
  /** Words for "no value". */
  words: SampleValue[];
  /** Different texts of the real values. */
  texts: string[];
  /** Some values are empty. */
  empty: boolean;
}

/** Values by what they are; texts repeat, so each is looked at once. */
function sorted(values: SampleValue[]): Sorted {
  const known = new Map<string, { text: string; isWord: boolean; isReal?: boolean }>();
  const found: Sorted = { real: [], words: [], texts: [], empty: false };
  const texts = new Set<string>();
  for (const value of values) {
    let one = known.get(value.text);
    if (!one) {
      const text = value.text.trim();
      known.set(value.text, (one = { text, isWord: isNullWord(text) }));
    }
    // A number cannot be an empty text: quotes around nothing, or spaces alone, are how some writers put it in.
    if (one.text === '' && (value.quoted || value.text !== '')) found.words.push(value);
    else if (one.text === '') found.empty = true;
    else if (one.isWord && !value.quoted) found.words.push(value);
    else {
      found.real.push(value);
      if (!one.isReal) texts.add(one.text);
      one.isReal = true;
    }
  }
  return { ...found, texts: [...texts] };
}

/** Numbers among which some are infinite: only a float holds them. */
function withoutEnd(texts: string[], hints: TypeHints): Attempt | undefined {
  const finite = texts.filter((text) => !notFinite.test(text));
  if (finite.length === 0 || finite.length === texts.length) return undefined;
  const found = asNumber(finite, hints);
  if (!found || keepsMoreDigits(found.type)) return undefined;
  const decidedBy = texts.find((text) => notFinite.test(text));
  return { ...found, type: float(64), why: reasons.notFinite(found.why), decidedBy };
}

/**
 * "NaN" among fractions is what a float holds when a computation had no result, and stays that; among whole numbers,
 * and where a float would lose digits, it is how a program writes that there is no value.
 */
function withNotANumber(attempt: Attempt, said: string[]): { attempt: Attempt; nulls: string[] } {
  const { kind } = attempt.type;
  const isFraction = kind === 'float' || (kind === 'decimal' && !keepsMoreDigits(attempt.type));
  const nan = said.find((text) => isNaNWord(text));
  if (!isFraction || nan === undefined) return { attempt, nulls: said };
  return {
    attempt: { ...attempt, type: float(64), why: reasons.notFinite(attempt.why), decidedBy: nan },
    nulls: said.filter((text) => !isNaNWord(text)),
  };
}

const notFinite = /^[+-]?(inf(inity)?|nan)$/i;
/** @internal */
export const isNaNWord = (text: string) => /^[+-]?nan$/i.test(text);
/** Beyond what a float64 keeps of a decimal. */
const keepsMoreDigits = (type: LogicalType) => type.kind === 'decimal' && type.precision > 18;

function recognise(texts: string[], hints: TypeHints): Attempt | undefined {
  for (const one of recognisers) {
    const attempt = one(texts, hints);
    if (attempt) return attempt;
  }
  return undefined;
}

function inferenceOf(attempt: Attempt, real: SampleValue[], nulls: string[]): Inference<string> {
  const confidence = attempt.confidence ?? rounded(1 - 1 / (real.length + 2));
  const witness =
    attempt.decidedBy === undefined ? undefined : real.find(({ text }) => text.trim() === attempt.decidedBy);
  return {
    value: printType(attempt.type),
    confidence,
    runnerUp: attempt.runnerUp ?? { value: 'string', confidence: rounded(1 - confidence) },
    decidedBy: {
      ...placeOf(witness),
      value: attempt.decidedBy,
      why: reasons.inAll(attempt.why, real.length, nulls),
    },
  };
}

const placeOf = (value?: SampleValue) =>
  value?.row === undefined ? { byte: value?.byte } : { row: value.row };

/** Text it is; the first value that is nothing else is the witness, and the type of the most others the runner-up. */
function asText(values: SampleValue[], empty: boolean, hints: TypeHints): FieldType {
  return { type: simple('string'), reading: {}, nulls: empty, inference: textInference(values, hints) };
}

function textInference(values: SampleValue[], hints: TypeHints): Inference<string> {
  const code = values.find(({ text }) => isCode(text.trim()));
  const kinds = new Map<string, SampleValue[]>();
  const kindOf = kindsOfTexts(hints);
  for (const value of values.slice(0, 2000)) {
    const kind = kindOf(value.text.trim());
    const alike = kinds.get(kind);
    if (alike) alike.push(value);
    else kinds.set(kind, [value]);
  }
  const texts = kinds.get('string') ?? [];
  const [most] = [...kinds]
    .filter(([kind]) => kind !== 'string')
    .sort(([, one], [, other]) => other.length - one.length);
  const total = Math.min(values.length, 2000);
  const witness = texts[0] ?? code ?? values[0];
  if (!most)
    return {
      value: 'string',
      confidence: rounded(1 - 1 / (values.length + 2)),
      decidedBy: {
        ...placeOf(code ?? witness),
        value: (code ?? witness)?.text.slice(0, 80),
        why: code ? reasons.codes : reasons.text,
      },
    };
  const share = most[1].length / total;
  const counterexample = texts[0] ?? values.find((value) => !most[1].includes(value)) ?? witness;
  return {
    value: 'string',
    confidence: rounded(1 - share * 0.5),
    runnerUp: { value: most[0], confidence: rounded(share * 0.5) },
    decidedBy: {
      ...placeOf(counterexample),
      value: counterexample?.text.slice(0, 80),
      why: reasons.notOfKind(most[0], most[1].length, total),
    },
  };
}

/** The kind that one text has alone. Texts repeat, and one without a figure can only be true or false. */
function kindsOfTexts(hints: TypeHints): (text: string) => string {
  const known = new Map<string, string>();
  return (text) => {
    const kind = known.get(text);
    if (kind !== undefined) return kind;
    const found = /\d/.test(text) ? (recognise([text], hints)?.type.kind ?? 'string') : wordKind(text);
    known.set(text, found);
    return found;
  };
}

const wordKind = (text: string) => (/^(?:true|false)$/i.test(text) ? 'boolean' : 'string');

function asBoolean(texts: string[]): Attempt | undefined {
  // The texts all differ, and "true" and "false" have no more spellings than these.
  if (texts.length > 48) return undefined;
  const lower = new Set(texts.map((text) => text.toLowerCase()));
  if (lower.size > 2) return undefined;
  const words = booleanWords.find((pair) =>
    [...lower].every((text) => pair.true.includes(text) || pair.false.includes(text)),
  );
  if (!words) return undefined;
  // One lone "t" or "no" may be anything.
  if (lower.size === 1 && !lower.has('true') && !lower.has('false')) return undefined;
  return {
    type: simple('boolean'),
    reading: { booleans: words },
    why: reasons.twoWords(String(words.true[0]), String(words.false[0])),
  };
}

function asNumber(texts: string[], hints: TypeHints): Attempt | undefined {
  if (texts.some(isCode)) return undefined;
  const fits = ({ shape }: NumberStyle) => texts.every((text) => shape.test(text));
  const style = numberStyles.find(fits);
  if (!style) return undefined;
  if (texts.some(isTwofold) && texts.every((text) => isTwofold(text) || !text.includes(','))) {
    const fitting = numberStyles.filter(fits);
    if (fitting.some(isGrouped)) return twofoldNumber(texts, fitting, hints);
  }
  const found = numberType(texts, style.reading);
  if (!found) return undefined;
  const plain = Object.keys(style.reading).length === 0;
  const witness = plain
    ? undefined
    : texts.find((text) => !(numberStyles[0] as NumberStyle).shape.test(text));
  return {
    type: found.type,
    reading: style.reading,
    why: plain ? found.why : reasons.written(found.why, style.says),
    decidedBy: witness,
  };
}

/** An amount with its currency, a share with its percent sign: the number as it stands, the mark taken off. */
function asMarkedNumber(texts: string[], hints: TypeHints): Attempt | undefined {
  const marked = withoutMark(texts);
  const found = marked && asNumber(marked.texts, hints);
  if (!marked || !found) return undefined;
  const { thousands = [] } = found.reading;
  return {
    ...found,
    reading: { ...found.reading, thousands: [...new Set([...thousands, ...marked.takenOut])] },
    why: reasons.marked(found.why, marked.mark),
    decidedBy: texts[0],
  };
}

const isGrouped = ({ reading }: NumberStyle) => reading.thousands?.includes(',') ?? false;

function twofoldNumber(texts: string[], fitting: NumberStyle[], hints: TypeHints): Attempt | undefined {
  const grouped = fitting.find(isGrouped) as NumberStyle;
  const comma = fitting.find(({ reading }) => reading.decimalSeparator === ',' && !reading.thousands);
  const style = hints.decimalComma && comma ? comma : grouped;
  const other = style === grouped ? comma : grouped;
  const found = numberType(texts, style.reading);
  const rival = other && numberType(texts, other.reading);
  if (!found) return undefined;
  const confidence = hints.decimalComma === undefined ? 0.6 : 0.8;
  return {
    type: found.type,
    reading: style.reading,
    why: reasons.twofoldNumber(style.says),
    confidence,
    runnerUp: rival && { value: printType(rival.type), confidence: rounded(1 - confidence) },
    decidedBy: texts.find(isTwofold),
  };
}

function asDate(texts: string[]): Attempt | undefined {
  const found = readDates(texts);
  if (!found) return undefined;
  const { type, formats, twofold, why, decidedBy } = found;
  const order = twofold ? { confidence: 0.5, runnerUp: { value: printType(type), confidence: 0.5 } } : {};
  return {
    type,
    reading: formats ? { formats } : {},
    why: twofold ? reasons.ambiguous(why) : why,
    decidedBy: decidedBy ?? (twofold ? texts[0] : undefined),
    ...order,
  };
}

function asTime(texts: string[]): Attempt | undefined {
  return texts.every((text) => timeShape.test(text))
    ? { type: simple('time'), reading: {}, why: reasons.timesOfDay }
    : undefined;
}

function asUuid(texts: string[]): Attempt | undefined {
  return texts.every((text) => uuidShape.test(text))
    ? { type: simple('uuid'), reading: {}, why: reasons.uuids }
    : undefined;
}
