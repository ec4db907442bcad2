import { breathe } from '../../../event-loop';
import { inferDelimiter, type Dialect } from './delimiter';
import { inferEncoding } from './encoding';
import { given, type Inference } from './inference';
import { cutRecords, type TextRecord } from './records';
import type { Sample } from './sample';
import type { SecondOpinion } from './single-byte';
import type { SaidOfCsv, Stretch } from './sniffed';
import { readingOf, type Reading } from './told-delimiter';

/** A sample as text, and how it is cut into records. @internal */
export interface SampleText {
  encoding: Inference<string>;
  delimiter: Inference<string>;
  quote: Inference<string>;
  dialect: Dialect;
  reading: Reading;
  /** Text of the head, and its records. */
  text: string;
  records: TextRecord[];
  /** Bytes as text, as the file has them. */
  plain: (bytes: Uint8Array) => string;
  /** Bytes as text in which one character stands between values. */
  decode: (bytes: Uint8Array) => string;
}

/** @internal */
export async function textOf(
  sample: Sample,
  said: SaidOfCsv,
  secondOpinion?: (bytes: Uint8Array) => Promise<SecondOpinion | undefined>,
): Promise<SampleText> {
  const { whole } = sample;
  const parts = [sample.head, ...sample.others.map(({ bytes }) => bytes)];
  const encoding = given(said.encoding) ?? (await inferEncoding(parts, { whole, secondOpinion }));
  await breathe();
  const plain = await decoderOf(encoding.value);
  const reading = readingOf(plain(sample.head), said);
  const decode = (bytes: Uint8Array) => reading.even(plain(bytes));
  const text = decode(sample.head);
  const cut = await inTurns(inferDelimiter(text, { whole, said: reading.said }));
  const { records } = cutRecords(text, cut.dialect, { whole });
  await breathe();
  return {
    encoding,
    delimiter: given(said.delimiter) ?? reading.delimiter ?? cut.delimiter,
    quote: given(said.quote) ?? cut.quote,
    dialect: cut.dialect,
    reading,
    text,
    records: reading.isTold ? records.slice(1) : records,
    plain,
    decode,
  };
}

/** Records of the stretches that lie further on in the file. @internal */
export async function recordsFurtherOn(
  sample: Sample,
  { decode, dialect }: SampleText,
  width: number,
): Promise<Stretch[]> {
  const stretches: Stretch[] = [];
  for (const { byte, bytes } of sample.others) {
    stretches.push({ byte, records: middleRecords(decode(bytes), dialect, width) });
    await breathe();
  }
  return stretches;
}

/** A mark at the head is not part of the text. Code pages that the web does not know are iconv's. */
async function decoderOf(encoding: string): Promise<(bytes: Uint8Array) => string> {
  try {
    const decoder = new TextDecoder(encoding);
    return (bytes) => decoder.decode(bytes);
  } catch {
    const iconv = await import('iconv-lite');
    return (bytes) => iconv.decode(Buffer.from(bytes), encoding);
  }
}

async function inTurns<T>(work: Generator<void, T>): Promise<T> {
  for (;;) {
    const step = work.next();
    if (step.done) return step.value;
    await breathe();
  }
}

/**
 * A stretch begins somewhere in a record: it is read from its first line end on. Where that was inside quotes, what
 * follows does not fit, and the stretch says nothing.
 */
function middleRecords(text: string, dialect: Dialect, width: number): TextRecord[] {
  const start = text.search(/\r\n|\n|\r/) + 1;
  const { records, violations } = cutRecords(text.slice(start), dialect, { whole: false });
  const whole = records.filter(({ fields }) => fields.length === width);
  return violations > 0 || whole.length < records.length * 0.9 ? [] : whole;
}
