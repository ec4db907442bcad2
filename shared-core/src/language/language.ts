/** Languages of user-facing texts; a text that lacks one does not compile. @public */
export const languages = ['en', 'ru'] as const;

/** One of {@link languages}. @public */
export type Language = (typeof languages)[number];

/** The same thing said in every language. @public */
export type Localized<T = string> = Record<Language, T>;

/** A catalogue: message name → text, or a function of its parameters. @public */
export type Messages = Record<string, string | ((parameters: never) => string)>;

/**
 * Declares a message catalogue. The English half names the messages; the Russian half must have the same
 * names with the same parameters, which the compiler checks.
 *
 * @example
 * const messages = defineMessages({ en: { rows: (p: { n: number }) => `${p.n} rows` }, ru: { rows: (p) => `строк: ${p.n}` } });
 * messages.ru.rows({ n: 3 });
 * @public
 */
export function defineMessages<E extends Messages>(catalogue: {
  en: E;
  ru: { [K in keyof E]: E[K] };
}): Localized<E> {
  return catalogue;
}
