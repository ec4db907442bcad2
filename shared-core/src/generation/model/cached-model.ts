import { createHash } from 'node:crypto';
import type { ChatModel, ChatRequest } from './chat-model';

/**
 * Remembers answers by the hash of the question, in memory: the same sentence costs one call.
 * @param most - answers kept; the one unused longest goes first
 * @public
 */
export function cachedModel(model: ChatModel, most = 200): ChatModel {
  const answers = new Map<string, string>();
  return {
    id: model.id,
    async complete(request) {
      const key = keyOf(model, request);
      const known = answers.get(key);
      const answer = known ?? (await model.complete(request));
      answers.delete(key);
      answers.set(key, answer);
      if (answers.size > most) answers.delete(answers.keys().next().value!);
      return answer;
    },
  };
}

const keyOf = (model: ChatModel, { system, user, jsonSchema }: ChatRequest): string =>
  createHash('sha256')
    .update(JSON.stringify([model.id, system, user, jsonSchema]))
    .digest('hex');
