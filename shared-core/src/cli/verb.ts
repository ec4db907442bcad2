import type { Language, Localized } from '../language';
import type { ProgressLine } from './progress-line';

/** What a verb is given. @internal */
export interface VerbInput {
  arguments: string[];
  /** By camel-cased option name. */
  options: Record<string, unknown>;
  language: Language;
  signal: AbortSignal;
  progress: ProgressLine;
}

/** What a verb gives back: one JSON document, and the same for a person. @internal */
export interface Outcome {
  json: unknown;
  text: string;
  /** 1 when the operation failed though it was carried out (a check, a test); 2 for an invalid spec. */
  exitCode?: 0 | 1 | 2;
}

/** An outcome whose text is made when it is printed: the first grouped number costs 10 ms, which --json spares. @internal */
export const lazily = (json: unknown, text: () => string): Outcome => ({
  json,
  get text() {
    return text();
  },
});

/** A verb of the command line: a row that help is made of, and its work, loaded when called. @internal */
export interface Verb {
  name: string;
  /** Commander's words: `<source>` is needed, `[spec]` is not, `<sources...>` are many. */
  arguments: string;
  summary: Localized;
  options: [flags: string, description: Localized, fallback?: string][];
  examples: string[];
  run: (input: VerbInput) => Promise<Outcome>;
}
