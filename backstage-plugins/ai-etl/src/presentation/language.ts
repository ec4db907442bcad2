/** The languages that texts of our own come in; all else reads English. */
export type TextLanguage = 'en' | 'ru';

/** Which of our texts a reader of a language gets, whatever the region: `ru-RU` reads Russian. */
export function textLanguage(language: string): TextLanguage {
  return /^ru\b/i.test(language) ? 'ru' : 'en';
}
