import type { ChatModel } from '@ai-etl/core';
import { NodeConnectionTypes } from 'n8n-workflow';
import type { Call } from './call';

/** As much of a LangChain chat model as is needed; n8n's model nodes give one. */
interface LangChainModel {
  model?: string;
  modelName?: string;
  invoke(
    messages: [role: string, text: string][],
    options: { signal?: AbortSignal },
  ): Promise<{ content: unknown }>;
}

/** The model that is connected to the node, or none. */
export async function connectedModel(call: Call): Promise<ChatModel | undefined> {
  const given = await call.context.getInputConnectionData(NodeConnectionTypes.AiLanguageModel, 0);
  const model = (Array.isArray(given) ? given[0] : given) as LangChainModel | undefined;
  if (!model) return undefined;
  return {
    id: model.model ?? model.modelName ?? 'model',
    async complete({ system, user, signal }) {
      const messages: [string, string][] = [
        ['system', system],
        ['human', user],
      ];
      const { content } = await model.invoke(messages, { signal: signal ?? call.signal });
      return textOf(content);
    },
  };
}

/** Some models answer in parts. */
const textOf = (content: unknown): string =>
  Array.isArray(content)
    ? content
        .map((part) => (typeof part === 'string' ? part : ((part as { text?: string }).text ?? '')))
        .join('')
    : String(content);
