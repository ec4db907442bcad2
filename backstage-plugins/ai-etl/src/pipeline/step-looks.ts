import {
  RiCodeSSlashLine,
  RiDatabase2Line,
  RiDownload2Line,
  RiFilter3Line,
  RiFunctions,
  RiGitMergeLine,
  RiGroup2Line,
  RiListCheck3,
  RiLayoutColumnLine,
  RiShieldCheckLine,
  RiSortAsc,
  RiSpyLine,
  RiStackLine,
  RiUpload2Line,
  type RemixiconComponentType,
} from '@remixicon/react';

type Look = { icon: RemixiconComponentType; color: string };

const PLAIN = 'var(--bui-fg-secondary)';
const LOOKS: Record<string, Look> = {
  source: { icon: RiUpload2Line, color: 'var(--bui-fg-positive)' },
  target: { icon: RiDownload2Line, color: 'var(--bui-fg-announcement)' },
  filter: { icon: RiFilter3Line, color: PLAIN },
  select: { icon: RiLayoutColumnLine, color: PLAIN },
  derive: { icon: RiFunctions, color: PLAIN },
  join: { icon: RiGitMergeLine, color: PLAIN },
  aggregate: { icon: RiGroup2Line, color: PLAIN },
  window: { icon: RiLayoutColumnLine, color: PLAIN },
  union: { icon: RiStackLine, color: PLAIN },
  distinct: { icon: RiListCheck3, color: PLAIN },
  sort: { icon: RiSortAsc, color: PLAIN },
  sql: { icon: RiCodeSSlashLine, color: PLAIN },
  quality: { icon: RiShieldCheckLine, color: 'var(--bui-fg-warning)' },
  mask: { icon: RiSpyLine, color: 'var(--bui-fg-warning)' },
};

/** Icon and colour of a kind of step. */
export function lookOf(kind: string): Look {
  return LOOKS[kind] ?? { icon: RiDatabase2Line, color: PLAIN };
}
