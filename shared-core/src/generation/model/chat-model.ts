/** What a model is asked. @public */
export interface ChatRequest {
  system: string;
  user: string;
  /** The shape of the answer; a model that can be held to it is. */
  jsonSchema?: Record<string, unknown>;
  signal?: AbortSignal;
  /** Told what an answer cost, also one that is of no use. */
  onUsage?: (usage: AnswerUsage) => void;
}

/** What one answer cost; a figure is absent where the server does not tell it. @public */
export interface AnswerUsage {
  inputTokens?: number;
  outputTokens?: number;
  /** In the currency of the prices that the model was opened with. */
  cost?: number;
}

/** What all answers to one sentence cost together. @public */
export interface ModelUsage extends AnswerUsage {
  /** Questions that the model was asked; an answer from a cache is none. */
  calls: number;
}

/** Adds up answers. @internal */
export class UsageSum {
  private sum: ModelUsage = { calls: 0 };

  readonly add = (usage: AnswerUsage): void => {
    const plus = (key: keyof AnswerUsage) => {
      const value = usage[key];
      return value === undefined ? {} : { [key]: (this.sum[key] ?? 0) + value };
    };
    this.sum = {
      ...this.sum,
      calls: this.sum.calls + 1,
      ...plus('inputTokens'),
      ...plus('outputTokens'),
      ...plus('cost'),
    };
  };

  get total(): { usage?: ModelUsage } {
    return this.sum.calls > 0 ? { usage: this.sum } : {};
  }
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
