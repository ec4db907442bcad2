import type { GenerateOptions, GenerationResult } from '../options';
import type { ChatModel } from './chat-model';
import type { Language } from '../../language';

/** Placeholder until the model port lands. */
export async function generateWithModel(
  _text: string,
  offline: GenerationResult,
  _options: GenerateOptions & { model: ChatModel; language: Language },
): Promise<GenerationResult> {
  return offline;
}
