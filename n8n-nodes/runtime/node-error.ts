import { isAiEtlError, type AiEtlError } from '@ai-etl/core';
import { NodeOperationError, type INode, type JsonObject } from 'n8n-workflow';
import { readerLanguage } from './reader-language';
import { isTool } from './tool-answer';

/** What went wrong, as n8n shows it: the message, what to do about it, and the item. */
export function nodeError(node: INode, error: unknown, itemIndex: number): NodeOperationError {
  if (error instanceof NodeOperationError)
    return isTool(node)
      ? new NodeOperationError(node, inOne(error.message, error.description), { itemIndex })
      : error;
  if (!isAiEtlError(error)) return new NodeOperationError(node, error as Error, { itemIndex });
  const { message, hint, kind } = said(error);
  return new NodeOperationError(node, isTool(node) ? inOne(message, hint) : message, {
    itemIndex,
    ...(hint && { description: hint }),
    level: kind === 'internal' ? 'error' : 'warning',
  });
}

/** An agent reads the message alone. */
const inOne = (message: string, hint?: string | null) => (hint ? `${message}\n${hint}` : message);

/** Problems of a plan come together; at the canvas their paths inside the document would only puzzle. */
function said(error: AiEtlError): { message: string; hint?: string; kind: string } {
  const problems = (error.parameters.problems ?? []) as AiEtlError[];
  const isPlan = problems.length > 0 && problems.every(isAiEtlError);
  if (!isPlan) return { ...wordsOf(error), kind: error.kind };
  const messages = problems.map(withoutPath);
  const hints = problems
    .map((problem) => problem.words(readerLanguage()).hint)
    .filter((hint) => hint !== undefined);
  return { message: messages.join('; '), hint: hints.join(' '), kind: error.kind };
}

const wordsOf = (error: AiEtlError): { message: string; hint?: string } => ({
  message: error.located(readerLanguage()),
  hint: error.words(readerLanguage()).hint,
});

function withoutPath(error: AiEtlError): string {
  const { message } = wordsOf(error);
  const { path } = error.where;
  return path && message.startsWith(`${path}: `) ? message.slice(path.length + 2) : message;
}

/** The same as an item, for "Continue (using error output)" and "Continue". */
export function errorJson(error: unknown): JsonObject {
  if (isAiEtlError(error)) return { code: error.code, ...asJson(said(error)) };
  const { message, description } = error as Partial<NodeOperationError>;
  return { error: message ?? String(error), ...(description && { hint: description }) };
}

const asJson = ({ message, hint, kind }: ReturnType<typeof said>): JsonObject => ({
  error: message,
  kind,
  ...(hint && { hint }),
});
