import type { AiEtlError } from '../errors';
import type { Finding } from './plan';

/** An error as a finding: flat, in every language, fit for JSON. @public */
export function findingOf(error: AiEtlError, severity: Finding['severity'] = 'error'): Finding {
  const { file, line, column, path, step } = error.where;
  const { message, hint } = error.words('en');
  return {
    severity,
    code: error.code,
    message,
    hint,
    text: { en: { message, hint }, ru: error.words('ru') },
    file,
    line,
    column,
    path,
    step,
  };
}

/** Problems in the order of the document; those without a line stay where they are. */
export function inReadingOrder(problems: AiEtlError[]): AiEtlError[] {
  return [...problems].sort(
    (a, b) => (a.where.line ?? 0) - (b.where.line ?? 0) || (a.where.column ?? 0) - (b.where.column ?? 0),
  );
}
