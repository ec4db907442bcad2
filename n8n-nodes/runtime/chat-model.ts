import { langChainModel, type ChatModel, type LangChainLike } from '@ai-etl/core';
import { NodeConnectionTypes } from 'n8n-workflow';
import type { Call } from './call';
import { isTool } from './tool-answer';

/** The chat model that is connected to the node, or none; the tool of an agent has no such input. */
export async function connectedModel(call: Call): Promise<ChatModel | undefined> {
  if (isTool(call.context.getNode())) return undefined;
  const given = await call.context.getInputConnectionData(
    NodeConnectionTypes.AiLanguageModel,
    call.itemIndex,
  );
  const model = (Array.isArray(given) ? given[0] : given) as LangChainLike | undefined;
  return model && langChainModel(model);
}
