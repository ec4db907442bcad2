import type { VersionDiff } from '@ai-etl/backstage-plugin-ai-etl-common';
import type { Translate } from '../translation';

type Change = VersionDiff['changes'][number];

const LONGEST = 120;
const KEYS = {
  added: 'versions.addedWords',
  removed: 'versions.removedWords',
  changed: 'versions.changedWords',
} as const;

/** A change as a sentence. */
export function changeInWords(change: Change, t: Translate): string {
  return t(KEYS[change.kind], {
    path: change.path,
    before: valueInWords(change.before),
    after: valueInWords(change.after),
  });
}

/** A value as people write it, shortened where it is long. */
export function valueInWords(value: unknown): string {
  const text = typeof value === 'string' ? `“${value}”` : (JSON.stringify(value) ?? '–');
  return text.length > LONGEST ? `${text.slice(0, LONGEST)}…` : text;
}

/** The backend writes this when it rolls back. */
export const BACK_TO = /^back to version (\d+)$/;

/** What was written to a version; what the backend wrote, in the reader's language. */
export function messageInWords(message: string | undefined, t: Translate): string {
  const [, version] = BACK_TO.exec(message ?? '') ?? [];
  return version ? t('versions.backTo', { version }) : message || '–';
}
