/** Typed errors: what was wrong, where, and what to do, in every language. */
export { AiEtlError, isAiEtlError, type ErrorKind, type Where } from './ai-etl-error';
export { defineErrors, type ErrorDefinition } from './define-errors';
