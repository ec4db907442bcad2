import type { Localized } from '../language';
import { AiEtlError, type ErrorKind, type Where } from './ai-etl-error';

/** One row of an error table. @public */
export interface ErrorDefinition<P> {
  kind: ErrorKind;
  message: Localized<(parameters: P) => string>;
  hint?: Localized<(parameters: P) => string>;
}

// eslint-disable-next-line @typescript-eslint/no-explicit-any -- the parameter type differs from row to row
type AnyDefinition = ErrorDefinition<any>;
type ParametersOf<D extends AnyDefinition> = Parameters<D['message']['en']>[0];

/**
 * Declares the errors of a room: a table of code → kind, texts. Gives a factory per row.
 *
 * @param room - prefix of the codes: `connector` makes `connector.permission-denied`
 * @returns `errors['name'](parameters, { where, cause })`, an error to throw
 * @public
 */
export function defineErrors<D extends Record<string, AnyDefinition>>(room: string, definitions: D) {
  const factories = Object.entries(definitions).map(([name, definition]) => [
    name,
    (parameters: Record<string, unknown>, details: { where?: Where; cause?: unknown } = {}) =>
      new AiEtlError({
        code: `${room}.${name}`,
        kind: definition.kind,
        message: { en: definition.message.en(parameters), ru: definition.message.ru(parameters) },
        hint: definition.hint && { en: definition.hint.en(parameters), ru: definition.hint.ru(parameters) },
        parameters,
        ...details,
      }),
  ]);
  return Object.fromEntries(factories) as {
    [K in keyof D]: (
      parameters: ParametersOf<D[K]>,
      details?: { where?: Where; cause?: unknown },
    ) => AiEtlError;
  };
}
