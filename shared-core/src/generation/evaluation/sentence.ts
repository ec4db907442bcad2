import type { EvaluationDataset } from './datasets';

/** The parts of a spec as a person would list them; a part that is not listed must not be in the spec. */
export interface ExpectedParts {
  /** Cron, then a time zone where one was said. */
  schedule?: string;
  sources?: string[];
  /** System, then the object where the sentence names one. */
  target?: string;
  /** Load mode and keys; compared only where given. */
  mode?: string;
  /** Conditions that all hold, whether of a filter or over measures. */
  where?: string[];
  by?: string[];
  measures?: string[];
  /** Type, then left=right keys. */
  join?: string;
  union?: string;
  fields?: string[];
  distinct?: string;
  sort?: string[];
  limit?: number;
  mask?: string[];
  quality?: string[];
  notify?: string[];
  retry?: string;
  cursor?: string;
  /** A question must come back whose `about` or id contains this; `*` any question. The listed parts are of the draft. */
  question?: string;
}

/** One sentence of the evaluation. */
export interface EvaluationSentence {
  text: string;
  datasets: EvaluationDataset[];
  expect: ExpectedParts;
}
