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
  /** Names the model in explanations and cache keys; never holds a secret. */
  readonly id?: string;
  complete(request: ChatRequest): Promise<string>;
}
