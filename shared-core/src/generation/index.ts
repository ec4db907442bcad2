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
export type { ChatModel, ChatRequest } from './model/chat-model';
export { generationErrors } from './errors';
