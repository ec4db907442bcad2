import type { Language, Localized } from '../language';

/**
 * Who acts on an error: `input` the user; `refusal` the target cannot say it, so the user picks another;
 * `data` the ledger keeps the row; `transient` the retry policy; `internal` we do.
 * @public
 */
export type ErrorKind = 'input' | 'refusal' | 'data' | 'transient' | 'internal';

/** Where an error was found. Lines, columns and rows count from 1. @public */
export interface Where {
  file?: string;
  line?: number;
  column?: number;
  /** Path inside a document, such as `steps[2].on`. */
  path?: string;
  step?: string;
  field?: string;
  /** Row of the data, the header not counted. */
  row?: number;
}

/** Everything that an error is made of; made by `defineErrors`, not by hand. @public */
export interface ErrorParts {
  code: string;
  kind: ErrorKind;
  message: Localized;
  hint?: Localized;
  where?: Where;
  parameters?: Record<string, unknown>;
  cause?: unknown;
}

/**
 * The one error class. `message` is English and starts with the place; `render` gives either language.
 * It never carries a secret: parameters are made of names, not of settings.
 * @public
 */
export class AiEtlError extends Error {
  readonly code: string;
  readonly kind: ErrorKind;
  readonly where: Where;
  readonly parameters: Record<string, unknown>;
  private readonly texts: Localized;
  private readonly hints?: Localized;

  constructor(parts: ErrorParts) {
    super(
      place(parts.where) + parts.message.en,
      parts.cause === undefined ? undefined : { cause: parts.cause },
    );
    this.name = 'AiEtlError';
    this.code = parts.code;
    this.kind = parts.kind;
    this.where = parts.where ?? {};
    this.parameters = parts.parameters ?? {};
    this.texts = parts.message;
    this.hints = parts.hint;
  }

  /** What to do about it, in English. */
  get hint(): string | undefined {
    return this.hints?.en;
  }

  /** Place, message and hint in one text. */
  render(language: Language = 'en'): string {
    const hint = this.hints?.[language];
    return this.located(language) + (hint ? `\n${hint}` : '');
  }

  /** Place and message, in either language. */
  located(language: Language = 'en'): string {
    return place(this.where, language) + this.texts[language];
  }

  /** Message and hint without the place, in either language. */
  words(language: Language = 'en'): { message: string; hint?: string } {
    return { message: this.texts[language], hint: this.hints?.[language] };
  }

  /** The same error, found at a better known place; places add up. */
  at(where: Where): AiEtlError {
    return this.movedTo({ ...where, ...this.where });
  }

  /** The same error at another place, where its own was inside a part, such as an expression of a document. */
  movedTo(where: Where): AiEtlError {
    return new AiEtlError({
      code: this.code,
      kind: this.kind,
      message: this.texts,
      hint: this.hints,
      where,
      parameters: this.parameters,
      cause: this.cause,
    });
  }

  toJSON(): Record<string, unknown> {
    return {
      code: this.code,
      kind: this.kind,
      message: this.message,
      hint: this.hint,
      where: this.where,
      parameters: this.parameters,
    };
  }
}

/** True for our errors, also when two copies of this package are loaded. @public */
export function isAiEtlError(error: unknown): error is AiEtlError {
  return error instanceof Error && error.name === 'AiEtlError' && 'code' in error && 'kind' in error;
}

const step: Localized<(name: string) => string> = {
  en: (name) => `step "${name}"`,
  ru: (name) => `шаг «${name}»`,
};

function place(where: Where = {}, language: Language = 'en'): string {
  const position = [where.file, where.line, where.column].filter((part) => part !== undefined).join(':');
  const inside = where.path ?? (where.step && step[language](where.step));
  const text = [position, inside].filter(Boolean).join(' ');
  return text ? `${text}: ` : '';
}
