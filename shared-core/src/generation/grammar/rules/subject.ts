import { sortOf, type Sort } from '../../columns/scene';
import type { Comparison, Mention, Quantity, Slot, Subject, Test } from '../slots';

/** What the words may mean by type; a reading that asks for another type is none. */
const sorts = (subject: Subject): Sort[] =>
  subject.kind === 'mention'
    ? subject.mention.candidates
        .filter(({ score }) => score > subject.mention.candidates[0]!.score - 0.35)
        .map(({ column }) => sortOf(column))
    : [];
/** True where the words may mean a field of one of these types. */
export const may = (subject: Subject, ...wanted: Sort[]): boolean =>
  subject.kind !== 'mention' || sorts(subject).some((sort) => sort === 'unknown' || wanted.includes(sort));
/** A yes-or-no field. */
export const isBoolean = (mention: Mention): boolean => sorts({ kind: 'mention', mention })[0] === 'boolean';

/** "payments over $500" of a table with payment_id: an id is equal or not, but never more or less, unless it is named in full. */
export const namesRows = (subject: Subject): boolean => {
  const best = subject.kind === 'mention' ? subject.mention.candidates[0] : undefined;
  return best !== undefined && best.score <= 1 && /(^|[_\s])(id|key|uuid|guid)$|Id$/.test(best.column.name);
};

/** A comparison, where the field can be compared. */
export const compare = (subject: Subject, operator: Comparison, quantity: Quantity): Slot | undefined =>
  (operator === '=' || operator === '<>' || !namesRows(subject)) &&
  (may(subject, 'number', 'interval') ||
    ((quantity.dimension === 'time' || quantity.dimension === 'years') && may(subject, 'time')))
    ? { slot: 'condition', subject, test: { kind: 'compare', operator, quantity } }
    : undefined;
/** A column as a subject. */
export const of = (mention: Mention): Subject => ({ kind: 'mention', mention });
/** A condition on a subject. */
export const about = (subject: Subject, test: Test): Slot => ({ slot: 'condition', subject, test });
