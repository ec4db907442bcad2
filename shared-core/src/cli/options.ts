import { readFileSync } from 'node:fs';
import type { Localized } from '../language';
import { cliErrors } from './errors';

/** Options that several verbs share, described once. @internal */
export const options = {
  datasources: [
    '--datasources <file>',
    {
      en: 'connections by name (default: datasources.yaml, or AI_ETL_DATASOURCES)',
      ru: 'подключения по именам (по умолчанию datasources.yaml или AI_ETL_DATASOURCES)',
    },
  ],
  read: [
    '--read <key=value...>',
    {
      en: 'reading options, such as encoding=windows-1251 delimiter=";"',
      ru: 'параметры чтения, например encoding=windows-1251 delimiter=";"',
    },
  ],
} satisfies Record<string, [string, Localized]>;

/** `key=value` words as an object; numbers and booleans are read as such. @throws `cli.bad-option` (input) @internal */
export function keyValues(words: unknown, option: string): Record<string, unknown> {
  const entries = ((words as string[] | undefined) ?? []).map((word) => {
    const [key = '', ...value] = word.split('=');
    if (!key || value.length === 0)
      throw cliErrors['bad-option']({ option, value: word, expected: 'key=value' });
    return [key, scalar(value.join('='))];
  });
  return Object.fromEntries(entries) as Record<string, unknown>;
}

const scalar = (text: string): unknown => (/^(true|false)$/.test(text) ? text === 'true' : text);

/** Comma-separated names. @internal */
export const names = (text: unknown): string[] | undefined =>
  typeof text === 'string'
    ? text
        .split(',')
        .map((name) => name.trim())
        .filter(Boolean)
    : undefined;

/** The value if it is one of the expected. @throws `cli.bad-option` (input) @internal */
export function oneOf<T extends string>(value: unknown, expected: readonly T[], option: string): T {
  if (!expected.includes(value as T))
    throw cliErrors['bad-option']({ option, value: String(value), expected: expected.join(', ') });
  return value as T;
}

/** A text file, or standard input for `-`. @throws `cli.file-not-read` (input) @internal */
export function readText(file: string): string {
  try {
    return readFileSync(file === '-' ? 0 : file, 'utf8');
  } catch (cause) {
    throw cliErrors['file-not-read'](
      { file, reason: (cause as NodeJS.ErrnoException).code ?? 'unknown' },
      { cause },
    );
  }
}
