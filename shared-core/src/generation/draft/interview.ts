import type { Language } from '../../language';
import { messages } from '../messages';
import type { Explanation, Question, QuestionOption } from '../options';
import type { Phrase } from '../grammar/slots';

/** Below this a reading is asked about; above it, it is an explained assumption. */
export const enough = 0.55;

/** Two readings nearer than this cannot be told apart. */
export const apart = 0.06;

/** Takes down what phrases became, and asks what they leave open; knows the answers that were given. */
export class Interview {
  readonly questions: Question[] = [];
  readonly explanations: (Explanation & { start: number })[] = [];

  constructor(
    readonly language: Language,
    private readonly answers: Record<string, string>,
  ) {}

  get say(): (typeof messages)['en'] {
    return messages[this.language];
  }

  explain(phrase: Phrase, became: string, confidence: number, runnerUp?: string): void {
    const entry = {
      phrase: phrase.text,
      became,
      confidence: Math.round(Math.min(1, confidence) * 100) / 100,
      start: phrase.start,
    };
    if (this.explanations.some((known) => known.phrase === entry.phrase && known.became === became)) return;
    this.explanations.push({ ...entry, ...(runnerUp === undefined ? {} : { runnerUp }) });
  }

  /**
   * Asks, unless the answer is known.
   * @returns the answer, or the first option, with which the draft goes on; `answered` tells them apart
   */
  ask(
    topic: string,
    about: Phrase,
    text: string,
    options: QuestionOption[],
    free = false,
  ): { value: string | undefined; answered: boolean } {
    const id = about.text ? `${topic}:${about.text.toLowerCase()}` : topic;
    const answer = this.answers[id];
    const known =
      answer === undefined
        ? undefined
        : options.find(({ value, label }) => value === answer || label === answer)?.value;
    const given = known ?? (free ? answer : undefined);
    if (given !== undefined) return { value: given, answered: true };
    if (!this.questions.some((question) => question.id === id))
      this.questions.push({ id, text, options, free, about: about.text });
    return { value: options[0]?.value, answered: false };
  }

  /** The answer to a question, without asking it. */
  answerTo(topic: string, about: Phrase): string | undefined {
    return this.answers[about.text ? `${topic}:${about.text.toLowerCase()}` : topic];
  }
}
