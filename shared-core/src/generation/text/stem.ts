import { stemmer as english } from '@orama/stemmers/english';
import { stemmer as russian } from '@orama/stemmers/russian';

const stems = new Map<string, string>();

/** `задержек` and `задержка`, `список` and `списка`: the vowel that comes and goes is left out of all forms. */
const withoutFleeting = (root: string): string => root.replace(/([бвгджзклмнпрстфхцчшщ])[ое]к$/, '$1к');

/** The Snowball stem of a word in its own script; `ё` counts as `е`, case does not count. */
export function stem(word: string): string {
  const known = stems.get(word);
  if (known !== undefined) return known;
  const plain = word.toLowerCase().replaceAll('ё', 'е');
  const made = /[а-я]/.test(plain) ? withoutFleeting(russian(plain)) : english(plain);
  if (stems.size > 20_000) stems.clear();
  stems.set(word, made);
  return made;
}
