import type { Language } from '../language';
import type { TableSchema } from '../schema';
import type { PipelineSpec } from '../spec';
import type { ChatModel, ModelUsage } from './model/chat-model';

/** A dataset that a sentence may speak about. @public */
export interface GenerationDataset {
  /** Name of the connection, as the spec will call it. */
  connection: string;
  /** Connector id, such as `file`, `postgresql`, `clickhouse`. */
  system: string;
  /** As the connector takes it: a path, `schema.table`, a topic. */
  object: string;
  schema: TableSchema;
  /** What people call the dataset or its fields: name → words, such as `{ origin: ['аэропорт вылета'] }`; the object's own name is its key. */
  synonyms?: Record<string, string[]>;
  /** Some values of text fields, as a profile gives them; they let "оплаченные" be found as a status. */
  values?: Record<string, string[]>;
}

/** @public */
export interface GenerateOptions {
  datasets?: GenerationDataset[];
  /** Connections that exist though none of their datasets is given; a target may use them. */
  connections?: Record<string, { system: string }>;
  /** Language of questions and explanations; the sentence's own by default. */
  language?: Language;
  /** Without one the offline parser answers alone. */
  model?: ChatModel;
  /** Answers to the questions of an earlier call with the same text: question id → value. */
  answers?: Record<string, string>;
  /** Time zone of a schedule that names none; UTC by default. */
  timezone?: string;
  signal?: AbortSignal;
  /** For tests: what "now" is when a date in words lacks its year. */
  now?: Date;
}

/** One phrase of the sentence and what it became. @public */
export interface Explanation {
  phrase: string;
  /** In the user's language. */
  became: string;
  /** 0 to 1. */
  confidence: number;
  /** The next best reading, where there was one. */
  runnerUp?: string;
}

/** @public */
export interface QuestionOption {
  value: string;
  label: string;
}

/** What a sentence left open. Answer with the value of an option, or with free text where `free` is true. @public */
export interface Question {
  /** Stable for a text: the key of `answers`. */
  id: string;
  /** In the user's language. */
  text: string;
  /** Best first; the draft is made with the first. */
  options: QuestionOption[];
  /** True where any text is an answer, such as a file name. */
  free: boolean;
  /** The phrase of the sentence that it is about. */
  about: string;
}

/** Who made the spec. @public */
export type GenerationMaker = 'parser' | 'model';

/** @public */
export type GenerationResult =
  | {
      status: 'ok';
      spec: PipelineSpec;
      explanation: Explanation[];
      /** That of the least certain phrase. */
      confidence: number;
      madeBy: GenerationMaker;
      /** What went wrong on the way, such as a model that did not answer; the result stands without it. */
      notes: string[];
      /** What the model cost, where one was asked. */
      usage?: ModelUsage;
    }
  | {
      status: 'question';
      questions: Question[];
      /** What was understood, with the first option of every question; absent when nothing was. */
      draft?: PipelineSpec;
      explanation: Explanation[];
      madeBy: GenerationMaker;
      notes: string[];
      /** What the model cost, where one was asked. */
      usage?: ModelUsage;
    };
