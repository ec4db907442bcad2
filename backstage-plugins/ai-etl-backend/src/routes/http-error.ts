import { isAiEtlError, type AiEtlError } from '@ai-etl/core';
import type { Finding } from '@ai-etl/backstage-plugin-ai-etl-common';
import type { ErrorRequestHandler } from 'express';

/** An error as Backstage's error handler answers it: status, name, and our code and findings beside the message. */
export class HttpError extends Error {
  constructor(
    readonly statusCode: number,
    override readonly name: string,
    message: string,
    readonly code?: string,
    readonly findings?: Finding[],
  ) {
    super(message);
  }
}

/** Codes whose status is not that of their kind. */
const byCode: Record<string, [number, string]> = {
  'portal.unknown-pipeline': [404, 'NotFoundError'],
  'portal.not-deleted': [404, 'NotFoundError'],
  'portal.unknown-version': [404, 'NotFoundError'],
  'portal.unknown-run': [404, 'NotFoundError'],
  'portal.unknown-dataset': [404, 'NotFoundError'],
  'portal.unknown-connection': [404, 'NotFoundError'],
  'portal.version-conflict': [409, 'ConflictError'],
  'portal.name-taken': [409, 'ConflictError'],
  'portal.too-fast': [429, 'TooManyRequestsError'],
  'portal.too-many': [413, 'PayloadTooLargeError'],
  'portal.too-large': [413, 'PayloadTooLargeError'],
};

const byKind: Record<AiEtlError['kind'], [number, string]> = {
  input: [400, 'InputError'],
  refusal: [400, 'InputError'],
  data: [400, 'InputError'],
  transient: [503, 'ServiceUnavailableError'],
  internal: [500, 'InternalError'],
};

/** The core's error as an answer; its words carry no secret. */
export function httpErrorOf(error: AiEtlError, findings?: Finding[]): HttpError {
  const [status, name] = byCode[error.code] ?? byKind[error.kind];
  const message = error.hint ? `${error.message}. ${error.hint}` : error.message;
  return new HttpError(status, name, message, error.code, findings);
}

/** Gives the core's errors their status; others go on as they are. */
export const translateErrors: ErrorRequestHandler = (error, _request, _response, next) =>
  next(isAiEtlError(error) ? httpErrorOf(error) : error);
