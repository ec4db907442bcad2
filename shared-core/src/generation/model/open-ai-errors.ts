import type OpenAI from 'openai';
import { isAiEtlError } from '../../errors';
import { generationErrors } from '../errors';

type Client = typeof OpenAI;

/** What the client threw, in our words. The answer's body is left out: a proxy may echo the key in it. */
export function translateError(
  error: unknown,
  client: Client,
  model: string,
  address: string,
  seconds: number,
): unknown {
  if (isAiEtlError(error)) return error;
  if (error instanceof client.APIConnectionTimeoutError)
    return generationErrors['model-timeout']({ model, seconds });
  if (error instanceof client.APIUserAbortError) return error;
  if (error instanceof client.APIConnectionError)
    return generationErrors['model-unreachable']({ model, address });
  // A line that breaks, or a proxy's page: fetch and JSON.parse throw errors of their own.
  if (!(error instanceof client.APIError))
    return generationErrors['model-garbled']({ model, address }, { cause: error });
  const status = error.status ?? 0;
  if (status === 401 || status === 403) return generationErrors['model-unauthorized']({ model });
  if (status === 429) return generationErrors['model-busy']({ model });
  if (status >= 500) return generationErrors['model-failed']({ model, status });
  return generationErrors['model-refused']({ model, status });
}

/** True when the server does not know the form of answer that was asked for. */
export const refusesFormat = (error: unknown, client: Client): boolean =>
  error instanceof client.BadRequestError || error instanceof client.UnprocessableEntityError;
