import type { Expression, OrderTerm } from '../../ast';
import { atom, type Printed, type Printer } from '../../print/printer';
import { argument, type Call } from '../spell';

/** string_agg(): NULLs are skipped; over no rows NULL, where ClickHouse's array would join to an empty text. */
export function joined(call: Call, printer: Printer): Printed {
  const [subject] = call.arguments as [Expression];
  const counted = `count(${printer.text(subject)})${printer.suffix(call)}`;
  const list = listOf(call, printer, false);
  return atom(`if(${counted} = 0, NULL, arrayStringConcat(${list}, ${argument(call, 1, printer)}))`);
}

/** array_agg(): PostgreSQL keeps NULLs; a tuple carries them past groupArray, which skips them. */
export function gathered(call: Call, printer: Printer): Printed {
  const [subject] = call.arguments as [Expression];
  return atom(listOf(call, printer, printer.typed(subject).nullable));
}

function listOf(call: Call, printer: Printer, keepsNulls: boolean): string {
  const text = argument(call, 0, printer);
  const suffix = printer.suffix(call);
  const name = call.distinct ? 'groupUniqArray' : 'groupArray';
  if (call.orderBy) return sortedList(call, call.orderBy, printer, keepsNulls);
  return keepsNulls ? `arrayMap(x -> x.1, ${name}(tuple(${text}))${suffix})` : `${name}(${text})${suffix}`;
}

/** The values beside their keys, sorted by the keys, then without them. */
function sortedList(call: Call, terms: OrderTerm[], printer: Printer, keepsNulls: boolean): string {
  const [subject] = call.arguments as [Expression];
  const text = printer.text(subject);
  const keys = terms.map(({ expression }) => printer.text(expression));
  const key = keys.length === 1 ? keys[0] : `(${keys.join(', ')})`;
  const name = call.distinct ? 'groupUniqArray' : 'groupArray';
  const skipsNulls = !keepsNulls && printer.typed(subject).nullable;
  const list = skipsNulls
    ? `${name}If((${key}, assumeNotNull(${text})), isNotNull(${text}))`
    : `${name}((${key}, ${text}))`;
  return `arrayMap(x -> x.2, ${sortName(call, terms, printer)}(x -> x.1, ${list}${printer.suffix(call)}))`;
}

/** arraySort puts NULLs last and arrayReverseSort first, as PostgreSQL does when it is not told otherwise. */
function sortName(call: Call, terms: OrderTerm[], printer: Printer): string {
  const direction = terms[0]?.direction ?? 'asc';
  const isUsual = ({ expression, nulls }: OrderTerm) =>
    nulls === (direction === 'asc' ? 'last' : 'first') || !printer.typed(expression).nullable;
  if (!terms.every((term) => term.direction === direction && isUsual(term)))
    printer.refuse(`${call.function}() in this order`, {
      en: 'one direction only, with NULLs where PostgreSQL has them',
      ru: 'только одно направление и NULL там, где их ставит PostgreSQL',
    });
  return direction === 'asc' ? 'arraySort' : 'arrayReverseSort';
}
