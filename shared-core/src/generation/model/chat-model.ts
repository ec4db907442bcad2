/** What a model is asked. @public */
export interface ChatRequest {
  system: string;
  user: string;
  /** The shape of the answer; a model that can be held to it is. */
  jsonSchema?: Record<string, unknown>;
  signal?: AbortSignal;
}

/** Any chat model: text in, text out. @public */
export interface ChatModel {
  /** Names the model in messages and cache keys; never holds a secret. */
  readonly id?: string;
  /** @throws `generation.model-*`: unauthorized, refused, busy, timeout, unreachable, failed, empty */
  complete(request: ChatRequest): Promise<string>;
}

/** How a model is called in messages. */
export const modelName = (model: ChatModel): string => model.id ?? 'model';
