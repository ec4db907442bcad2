import { isAiEtlError } from '@ai-etl/core';
import { NodeOperationError, type INode, type JsonObject } from 'n8n-workflow';

/** What went wrong, as n8n shows it: the message, what to do about it, and the item. */
export function nodeError(node: INode, error: unknown, itemIndex: number): NodeOperationError {
  if (error instanceof NodeOperationError) return error;
  if (isAiEtlError(error))
    return new NodeOperationError(node, error.message, {
      itemIndex,
      ...(error.hint && { description: error.hint }),
      level: error.kind === 'internal' ? 'error' : 'warning',
    });
  return new NodeOperationError(node, error as Error, { itemIndex });
}

/** The same as an item, for "Continue (using error output)" and "Continue". */
export function errorJson(error: unknown): JsonObject {
  if (isAiEtlError(error))
    return {
      error: error.message,
      code: error.code,
      kind: error.kind,
      ...(error.hint && { hint: error.hint }),
    };
  return { error: error instanceof Error ? error.message : String(error) };
}
