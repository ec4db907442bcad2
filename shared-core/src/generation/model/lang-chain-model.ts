import { generationErrors } from '../errors';
import type { AnswerUsage, ChatModel } from './chat-model';

/** The one method that we need of a LangChain chat model, such as n8n's model sub-nodes hand over. @public */
export interface LangChainLike {
  invoke(input: [role: string, text: string][], options?: { signal?: AbortSignal }): Promise<unknown>;
  /** Names that LangChain's models carry. */
  model?: unknown;
  modelName?: unknown;
}

/**
 * A LangChain chat model as ours, by shape alone: no dependency on LangChain.
 * @param options - `timeoutMs` 60,000 by default
 * @public
 */
export function langChainModel(model: LangChainLike, options: { timeoutMs?: number } = {}): ChatModel {
  const { timeoutMs = 60_000 } = options;
  const id =
    [model.modelName, model.model].find((name): name is string => typeof name === 'string') ?? 'model';
  return {
    id,
    async complete({ system, user, signal, onUsage }) {
      const deadline = AbortSignal.timeout(timeoutMs);
      const both = signal ? AbortSignal.any([signal, deadline]) : deadline;
      try {
        const answer = await orAborted(
          model.invoke(
            [
              ['system', system],
              ['human', user],
            ],
            { signal: both },
          ),
          both,
        );
        onUsage?.(usageOf(answer));
        const text = contentOf(answer);
        if (text.trim() === '') throw generationErrors['model-empty']({ model: id });
        return text;
      } catch (error) {
        signal?.throwIfAborted();
        if (deadline.aborted)
          throw generationErrors['model-timeout']({ model: id, seconds: timeoutMs / 1000 });
        throw error;
      }
    },
  };
}

/** Not every model heeds its signal. */
async function orAborted<T>(promise: Promise<T>, signal: AbortSignal): Promise<T> {
  signal.throwIfAborted();
  let stop = (): void => undefined;
  const aborted = new Promise<never>((_, reject) => {
    stop = () => reject(signal.reason as Error);
    signal.addEventListener('abort', stop, { once: true });
  });
  try {
    return await Promise.race([promise, aborted]);
  } finally {
    signal.removeEventListener('abort', stop);
  }
}

/** Tokens as LangChain's messages carry them. */
function usageOf(answer: unknown): AnswerUsage {
  const told = (answer as { usage_metadata?: { input_tokens?: unknown; output_tokens?: unknown } } | null)
    ?.usage_metadata;
  const count = (value: unknown) => (typeof value === 'number' ? value : undefined);
  return { inputTokens: count(told?.input_tokens), outputTokens: count(told?.output_tokens) };
}

/** A message's content is a text, or a list of parts of which some are text. */
function contentOf(answer: unknown): string {
  if (typeof answer === 'string') return answer;
  const content = (answer as { content?: unknown } | null)?.content;
  if (typeof content === 'string') return content;
  if (!Array.isArray(content)) return '';
  return content
    .map((part: unknown) =>
      typeof part === 'string' ? part : String((part as { text?: unknown })?.text ?? ''),
    )
    .join('');
}
