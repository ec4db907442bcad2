import type { AiEtlError } from '../../errors';
import type { Where } from '../../errors';
import { lineAndColumn } from '../positions';

type Make<P> = (parameters: P, details?: { where?: Where }) => AiEtlError;

/**
 * What happens to a problem found while typing: a strict report throws it, a lenient one goes on with a stand-in,
 * so that a printer can use what is known of a query it was not given all schemas for.
 */
export interface Report {
  problem<P extends { at?: number }, T>(make: Make<P>, parameters: P, standIn: T): T;
}

/** Throws; with the text at hand the error has its line and column. */
export const strict = (text?: string): Report => ({
  problem(make, parameters) {
    const known = text !== undefined && parameters.at !== undefined;
    throw make(parameters, known ? { where: lineAndColumn(text, parameters.at ?? 0) } : undefined);
  },
});

/** Goes on with the stand-in. */
export const lenient: Report = { problem: (_make, _parameters, standIn) => standIn };
