import { parseEntityRef, stringifyEntityRef } from '@backstage/catalog-model';

const UNOWNED = 'group:default/unknown';
const REF = /^((user|group):)?([^:/\s]+\/)?[^:/\s@]+$/i;
const MAIL = /^[^@:/\s]+@[^@:/\s]+$/;

/**
 * Reads a spec's owner as an entity ref, in lower case: what ownership is compared by.
 *
 * @remarks `analytics` is a group; `user:ivan` and `group:data/core` are refs already; a mail address is the
 * user whose name Backstage's directory modules make of it (`ivan@example.org` → `ivan_example.org`), never
 * only its first part, which anybody may have elsewhere. Other words name one group together.
 * @param owner - as written in a spec; empty means nobody: `group:default/unknown`
 * @public
 */
export function ownerRefOf(owner: string | undefined): string {
  const text = owner?.trim();
  if (!text) return UNOWNED;
  if (MAIL.test(text)) return refOf(text.replace('@', '_'), 'user');
  return refOf(
    REF.test(text) ? text : text.replace(/[^\p{L}\p{N}_.-]+/gu, '-').replace(/^-+|-+$/g, ''),
    'group',
  );
}

function refOf(written: string, defaultKind: string): string {
  if (!written) return UNOWNED;
  return stringifyEntityRef(parseEntityRef(written, { defaultKind, defaultNamespace: 'default' }));
}
