import type { AuditEntry } from '@ai-etl/backstage-plugin-ai-etl-common';
import { BACK_TO } from '../pipeline/change-words';
import { personName } from '../presentation/people';
import type { Translate } from '../translation';

/** The backend says so when it restores under another name. */
const WAS = /^was (.+)$/;

/** What somebody did, as a sentence. */
export function sentenceOf({ who, action, version, message = '' }: AuditEntry, t: Translate): string {
  const words = { who: personName(who), version: String(version ?? '–') };
  const [, to] = BACK_TO.exec(message) ?? [];
  const [, before] = WAS.exec(message) ?? [];
  if (action === 'publish') return t(version === 1 ? 'audit.first' : 'audit.publish', words);
  if (action === 'rollback') return to ? t('audit.rollbackTo', { ...words, to }) : t('audit.rollback', words);
  if (action === 'delete') return t('audit.delete', words);
  return before ? t('audit.restoreAs', { ...words, before }) : t('audit.restore', words);
}

/** What a person wrote to it; what the backend wrote is in the sentence already. */
export function noteOf({ action, message }: AuditEntry): string | undefined {
  if (!message) return undefined;
  const isOurs =
    (action === 'rollback' && BACK_TO.test(message)) || (action === 'restore' && WAS.test(message));
  return isOurs ? undefined : message;
}
