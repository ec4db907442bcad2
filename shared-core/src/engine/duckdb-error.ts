import { isAiEtlError, type AiEtlError } from '../errors';
import { engineErrors } from './errors';

type Code =
  'bad-sql' | 'bad-value' | 'unreadable-file' | 'disk-full' | 'out-of-memory' | 'access-denied' | 'cancelled';

/**
 * DuckDB's error class, which its messages begin with (its JavaScript errors carry no other code) → ours.
 * `Invalid Input` is what its readers say of a file that is not what it should be.
 */
const codes: Record<string, Code> = {
  Parser: 'bad-sql',
  Syntax: 'bad-sql',
  Binder: 'bad-sql',
  Catalog: 'bad-sql',
  'Not implemented': 'bad-sql',
  'Parameter Not Allowed': 'bad-sql',
  'Invalid Type': 'bad-sql',
  'Mismatch Type': 'bad-value',
  Conversion: 'bad-value',
  'Out of Range': 'bad-value',
  Decimal: 'bad-value',
  'Divide by Zero': 'bad-value',
  Constraint: 'bad-value',
  'Invalid Input': 'unreadable-file',
  IO: 'unreadable-file',
  TransactionContext: 'unreadable-file',
  'Out of Memory': 'out-of-memory',
  Permission: 'access-denied',
  INTERRUPT: 'cancelled',
  Interrupt: 'cancelled',
};

/** errno 28, in the words of the C library that DuckDB repeats; it keeps no number. */
const noSpace = /No space left on device|ENOSPC|disk full/i;
const className = /^(?:Error: )?([A-Za-z ]+?) Error: /;

/** Makes a typed error of what DuckDB threw; the first paragraph is the sense, the rest is its advice. @internal */
export function fromDuckdb(cause: unknown, signal?: AbortSignal): AiEtlError {
  if (isAiEtlError(cause)) return cause;
  if (signal?.aborted) return engineErrors.cancelled(undefined, { cause });
  const text = cause instanceof Error ? cause.message : String(cause);
  const said = firstParagraph(text);
  if (noSpace.test(text)) return engineErrors['disk-full']({ said }, { cause });
  const name = className.exec(text)?.[1] ?? '';
  if (name === 'Invalid Input' && isValueProblem(text))
    return engineErrors['bad-value']({ said }, { cause, where: whereOf(text) });
  const code = codes[name] ?? 'failed';
  if (code === 'cancelled') return engineErrors.cancelled(undefined, { cause });
  return engineErrors[code]({ said }, { cause, where: whereOf(text) });
}

/** A CSV whose rows do not fit is a matter of rows, which the ledger keeps, not of the file. */
const isValueProblem = (text: string) =>
  /CSV Error on Line|Failed to cast value|Could not parse string|Malformed JSON|JSON transform error/.test(
    text,
  );

function whereOf(text: string) {
  const line = /CSV Error on Line: (\d+)/.exec(text)?.[1];
  const file = /\n\s+file = (.+)/.exec(text)?.[1];
  const field = /Error when converting column "([^"]*)"/.exec(text)?.[1];
  return line === undefined ? undefined : { file, line: Number(line), field };
}

const firstParagraph = (text: string) =>
  (text.split(/\n\s*\n|\nPossible|\nLINE \d+:/)[0] ?? text)
    .replace(className, '')
    .replaceAll(/\s*\n\s*/g, '; ')
    .trim();
