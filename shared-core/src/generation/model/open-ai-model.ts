import type OpenAI from 'openai';
import { generationErrors } from '../errors';
import type { AnswerUsage, ChatModel, ChatRequest } from './chat-model';
import { refusesFormat, translateError } from './open-ai-errors';

/** A key, or something that gives it when it is needed and prints as dots otherwise. @public */
export type ModelKey = string | (() => string | Promise<string>);

/** @public */
export interface OpenAiModelOptions {
  /** Address of any server that speaks OpenAI's protocol, such as `http://localhost:11434/v1`; OpenAI's own by default. */
  baseUrl?: string;
  /** Never logged, never part of an error; may be left out for local servers. */
  apiKey?: ModelKey;
  model: string;
  /** For one answer with its retries; 60,000 by default. */
  timeoutMs?: number;
  /** 0 by default: the same question, the same answer. */
  temperature?: number;
  /** Retries of 429 and 5xx, with the server's own `retry-after`; 2 by default. */
  maxRetries?: number;
  /** For a million tokens, in any currency; with it results say what they cost. */
  prices?: { input: number; output: number };
}

/** Ways to ask for JSON, the strictest first; a server that refuses one is asked the next way from then on. */
const formats = ['json_schema', 'json_object', 'text'] as const;

/**
 * A model behind OpenAI's chat protocol: OpenAI, Qwen, DeepSeek, Ollama, vLLM, a gateway.
 *
 * @remarks The client is loaded with the first question. JSON Schema is asked for first, then JSON mode, then prose.
 * @public
 */
export function openAiModel(options: OpenAiModelOptions): ChatModel {
  const { baseUrl, model, timeoutMs = 60_000, temperature = 0, maxRetries = 2 } = options;
  const address = addressOf(baseUrl);
  let format = 0;
  let opened: Promise<{ client: OpenAI; OpenAi: typeof OpenAI }> | undefined;

  const open = async () => {
    const { default: OpenAi } = await import('openai');
    const apiKey = typeof options.apiKey === 'function' ? await options.apiKey() : options.apiKey;
    // The client insists on a key; local servers ignore it. Its own log would print requests, so it is off.
    const client = new OpenAi({
      apiKey: apiKey || 'none',
      baseURL: baseUrl || undefined,
      timeout: timeoutMs,
      maxRetries,
      logLevel: 'off',
    });
    return { client, OpenAi };
  };

  async function complete(request: ChatRequest): Promise<string> {
    const { client, OpenAi } = await (opened ??= open());
    const deadline = AbortSignal.timeout(timeoutMs);
    const signal = request.signal ? AbortSignal.any([request.signal, deadline]) : deadline;
    for (;;) {
      try {
        const answer = await client.chat.completions.create(
          body(request, model, temperature, formats[format]!),
          { signal },
        );
        request.onUsage?.(usageOf(answer, options.prices));
        return textOf(answer, model);
      } catch (error) {
        if (format < formats.length - 1 && refusesFormat(error, OpenAi)) {
          format += 1;
          continue;
        }
        request.signal?.throwIfAborted();
        if (deadline.aborted) throw generationErrors['model-timeout']({ model, seconds: timeoutMs / 1000 });
        throw translateError(error, OpenAi, model, address, timeoutMs / 1000);
      }
    }
  }

  return { id: model, complete };
}

function body(
  request: ChatRequest,
  model: string,
  temperature: number,
  format: (typeof formats)[number],
): OpenAI.ChatCompletionCreateParamsNonStreaming {
  const { system, user, jsonSchema } = request;
  const wanted =
    !jsonSchema || format === 'text'
      ? undefined
      : format === 'json_object'
        ? ({ type: 'json_object' } as const)
        : ({
            type: 'json_schema',
            json_schema: { name: 'answer', schema: jsonSchema, strict: false },
          } as const);
  return {
    model,
    temperature,
    messages: [
      { role: 'system', content: system },
      { role: 'user', content: user },
    ],
    ...(wanted ? { response_format: wanted } : {}),
  };
}

/** Tokens as the server counted them; some that only imitate the protocol do not. */
function usageOf({ usage }: OpenAI.ChatCompletion, prices: OpenAiModelOptions['prices']): AnswerUsage {
  if (!usage) return {};
  const { prompt_tokens: inputTokens, completion_tokens: outputTokens } = usage;
  if (!prices) return { inputTokens, outputTokens };
  return {
    inputTokens,
    outputTokens,
    cost: (inputTokens * prices.input + outputTokens * prices.output) / 1e6,
  };
}

/** Servers that only imitate the protocol may leave parts of it out. */
function textOf(answer: OpenAI.ChatCompletion, model: string): string {
  const content: unknown = answer.choices?.[0]?.message?.content;
  if (typeof content !== 'string' || content.trim() === '') throw generationErrors['model-empty']({ model });
  return content;
}

/** Without user, password and query, which may hold a key. */
function addressOf(baseUrl: string | undefined): string {
  if (!baseUrl) return 'api.openai.com';
  try {
    return new URL(baseUrl).host;
  } catch {
    return baseUrl.replace(/\/\/[^@/]*@/, '//').split('?')[0] ?? ''; // not a URL: the client will say so
  }
}
