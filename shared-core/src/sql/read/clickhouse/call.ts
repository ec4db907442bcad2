import type { Expression, OrderTerm, WindowSpec } from '../../ast';
import { aggregateCall, isAggregate, isRefusal } from './aggregates';
import { call, opaque } from './build';
import { meanings, same, type Meaning } from './meanings';
import { ownForms } from './own-forms';
import { templateOf } from './templates';
import { readWindow } from './window';
import { withMeaning } from './with-meaning';
import type { Reading } from './reading';

/** A call as it is written: parameters of `quantile(0.9)(x)` apart from the arguments. */
export interface Written {
  name: string;
  parameters: Expression[];
  arguments: Expression[];
  distinct: boolean;
  filter?: Expression;
  orderBy?: OrderTerm[];
  over?: WindowSpec | string;
  at: number;
}

/** Reads `name(…)`; undefined where no bracket follows the name. */
export function readCall(reading: Reading): Expression | undefined {
  if (!reading.isSymbol('(', 1)) return undefined;
  const written = readWritten(reading);
  return reading.isLenient ? lenient(written, reading) : meant(written, reading);
}

function readWritten(reading: Reading): Written {
  const { at } = reading.peek();
  const name = reading.name();
  let [parts, distinct] = readArguments(reading);
  let parameters: Expression[] = [];
  if (reading.isSymbol('(')) {
    parameters = parts;
    [parts, distinct] = readArguments(reading);
  }
  const respects = reading.takesOneOf(['RESPECT NULLS', 'IGNORE NULLS'] as const);
  if (respects) reading.refuse(respects, at);
  return { name, parameters, arguments: parts, distinct, ...readBehind(reading), at };
}

function readArguments(reading: Reading): [Expression[], boolean] {
  reading.expect('(');
  const distinct = !reading.isSymbol(')', 1) && !reading.isSymbol(',', 1) && reading.takesWords('DISTINCT');
  const parts = reading.isSymbol(')') ? [] : reading.list(() => reading.expression());
  if (reading.isWords('ORDER BY') || reading.isWords('LIMIT')) reading.refuse('ORDER BY inside a call');
  if (!reading.isSymbol(')')) reading.skip(() => reading.isSymbol(')'));
  reading.expect(')');
  return [parts, distinct];
}

/** FILTER and OVER. */
function readBehind(reading: Reading): Pick<Written, 'filter' | 'over'> {
  let filter: Expression | undefined;
  if (reading.isWords('FILTER') && reading.isSymbol('(', 1)) {
    reading.next();
    reading.next();
    reading.expectWords('WHERE');
    filter = reading.expression();
    reading.expect(')');
  }
  if (!reading.takesWords('OVER')) return { ...(filter && { filter }) };
  return { ...(filter && { filter }), over: reading.isSymbol('(') ? readWindow(reading) : reading.name() };
}

/** What the call means in the canonical dialect; refused by name where nothing there means it. */
function meant(written: Written, reading: Reading): Expression {
  const name = written.name.toLowerCase();
  const own = ownForms[name]?.(written, reading);
  if (own) return { ...own, at: written.at };
  if (isAggregate(name)) return aggregateCall(written, reading);
  const meaning = meanings.get(name);
  if (meaning) return { ...fromTemplate(written, meaning, reading), at: written.at };
  if (same.has(name)) return withBehind(call(name, written.arguments, written.at), written);
  throw reading.refusal(`${written.name}()`, written.at);
}

const withBehind = (made: Expression, { over, filter }: Written): Expression =>
  ({ ...made, ...(filter && { filter }), ...(over !== undefined && { over }) }) as Expression;

function fromTemplate(written: Written, { says, hazard }: Meaning, reading: Reading): Expression {
  const { arguments: parts, at } = written;
  const texts = [says].flat();
  const template = texts.map(templateOf).find(({ count }) => count === parts.length);
  if (!template) throw reading.refusal(`${written.name}() of ${parts.length} arguments`, at);
  if (hazard) reading.warn(hazard, at);
  return withMeaning(template.text, ...parts);
}

/** For lineage: names are what matters, so a function that nobody knows is an operation over its arguments. */
function lenient(written: Written, reading: Reading): Expression {
  try {
    return meant(written, reading);
  } catch (error) {
    if (!isRefusal(error)) throw error;
    const parts = [...written.parameters, ...written.arguments];
    const made = opaque(parts, written.at);
    return isAggregate(written.name.toLowerCase()) || written.over !== undefined
      ? withBehind(call('any_value', [made], written.at), written)
      : made;
  }
}
