/** Natural language → pipeline spec: the offline parser (Russian, English) and the port of chat models. */
export { generateSpec } from './generate';
export type {
  Explanation,
  GenerateOptions,
  GenerationDataset,
  GenerationMaker,
  GenerationResult,
  Question,
  QuestionOption,
} from './options';
export type { AnswerUsage, ChatModel, ChatRequest, ModelUsage } from './model/chat-model';
export { generationErrors } from './errors';
export { openAiModel, type ModelKey, type OpenAiModelOptions } from './model/open-ai-model';
export { langChainModel, type LangChainLike } from './model/lang-chain-model';
export { cachedModel } from './model/cached-model';
