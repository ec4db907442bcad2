import { breathe } from '../../../event-loop';
import {
  columnsOf,
  decimalInference,
  inferNulls,
  typedFields,
  withComment,
  withMarked,
  type Column,
} from './columns';
import type { Dialect } from './delimiter';
import { endOf, isEndless } from './ends';
import { certain, given, type Inference } from './inference';
import { reasons } from './reasons';
import type { TextRecord } from './records';
import type { Sample } from './sample';
import { recordsFurtherOn, textOf } from './sample-text';
import type { SecondOpinion } from './single-byte';
import type { SaidOfCsv, SniffedCsv, SniffedField } from './sniffed';
import { inferBounds } from './table-bounds';
import { headerOf, type TableHeader } from './table-header';

/**
 * Infers everything about a CSV from a sample of its bytes. Pure, but for turns that it gives to the event loop.
 * @internal
 */
export async function sniffCsv(
  sample: Sample,
  said: SaidOfCsv = {},
  secondOpinion?: (bytes: Uint8Array) => Promise<SecondOpinion | undefined>,
): Promise<SniffedCsv> {
  const source = await textOf(sample, said, secondOpinion);
  const { dialect, text, reading } = source;
  const tail = said.toEnd === true ? undefined : text;
  const bounds = inferBounds(source.records, dialect.width, {
    saidSkip: said.skip,
    text: tail,
    whole: sample.whole,
  });
  await breathe();
  const head = headerOf(bounds, said, dialect);
  const body = bounds.records.slice(head.taken);
  await breathe();
  const others = await recordsFurtherOn(sample, source, bounds.width);
  const isTrailed = isEndless(bounds, body, head.taken, others);
  const width = isTrailed ? bounds.width - 1 : bounds.width;
  const columns = columnsOf(body, width, others);
  const typed = await typedFields(head.names(width), columns, said, dialect.delimiter);
  const nulls = given(said.nulls?.join(', ')) ?? inferNulls(columns);
  const lineEnd = inferLineEnd(text);
  const end = tail === undefined ? undefined : endOf(sample, bounds, dialect, source.plain, source.decode);
  return {
    encoding: source.encoding.value,
    dialect: { ...dialect, width },
    header: head.isRead,
    isNamed: head.header.value === 'true',
    skip: head.skip,
    ...(end && { endByte: end.byte }),
    ...(reading.spacing && { spacing: reading.spacing }),
    endsOpen: source.decode(sample.others.at(-1)?.bytes ?? sample.head).endsWith(dialect.delimiter),
    isTrailed,
    comment: bounds.comment,
    padded: bounds.padded,
    oddLineEnds: lineEnd.value === 'mixed' || lineEnd.value === '\\r',
    longestRecord: longest(bounds.records, text.length),
    nulls: said.nulls ?? (nulls.value === '' ? [''] : [nulls.value]),
    fields: toldFields(typed, columns, head, nulls.value),
    headRows: body.length,
    headBytes: sample.whole && end ? end.byte : sample.head.length,
    inferences: {
      encoding: source.encoding,
      delimiter: source.delimiter,
      quote: source.quote,
      escape: escapeInference(dialect, said),
      header: head.header,
      ...(head.rows && { headerRows: head.rows }),
      skip: bounds.skip,
      ...(end && { end: end.inference }),
      ...(isTrailed && { trailing: trailing(dialect) }),
      lineEnd,
      nulls,
      decimalSeparator: decimalInference(typed, said),
    },
  };
}

/** Fields with what the header says beyond their names. */
const toldFields = (
  fields: SniffedField[],
  columns: Column[],
  { titles, comments }: TableHeader,
  nulls: string,
): SniffedField[] =>
  fields.map((field, at) => {
    const marked = nulls === '\\N' ? withMarked(field, columns[at]) : field;
    return withComment(marked, comments?.[at], titles[at + titles.length - fields.length]);
  });

const trailing = ({ delimiter }: Dialect): Inference<string> => ({
  value: delimiter,
  confidence: 0.9,
  decidedBy: { why: reasons.trailing },
});

function escapeInference({ quote, escape }: Dialect, said: SaidOfCsv): Inference<string> {
  if (said.escape !== undefined) return certain(said.escape ?? 'none', reasons.given);
  if (quote === null) return { value: 'none', confidence: 0.9, decidedBy: { why: reasons.noQuotes } };
  const doubled = escape === quote;
  return {
    value: escape ?? 'none',
    confidence: doubled ? 0.9 : 0.95,
    decidedBy: { why: doubled ? reasons.doubledQuote : reasons.backslash },
  };
}

function inferLineEnd(text: string): Inference<string> {
  const windows = text.match(/\r\n/g)?.length ?? 0;
  const unix = (text.match(/\n/g)?.length ?? 0) - windows;
  const mac = (text.match(/\r/g)?.length ?? 0) - windows;
  const found = Object.entries({ '\\r\\n': windows, '\\n': unix, '\\r': mac }).filter(
    ([, count]) => count > 0,
  );
  const [value = '\\n'] = found.sort(([, one], [, other]) => other - one)[0] ?? [];
  if (found.length <= 1)
    return {
      value,
      confidence: found.length === 1 ? 0.99 : 0.5,
      decidedBy: { why: found.length === 1 ? reasons.onlyLineEnd : reasons.oneLine },
    };
  const where = text.search(/[^\r]\n/);
  return {
    value: 'mixed',
    confidence: 0.9,
    runnerUp: { value, confidence: 0.1 },
    decidedBy: {
      byte: where < 0 ? undefined : where + 1,
      why: reasons.lineEnds(found),
    },
  };
}

function longest(records: TextRecord[], end: number): number {
  return records.reduce((most, { at }, index) => Math.max(most, (records[index + 1]?.at ?? end) - at), 0);
}
