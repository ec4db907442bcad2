import type { AuditAction, AuditEntry } from '@ai-etl/backstage-plugin-ai-etl-common';
import { useTranslationRef } from '@backstage/frontend-plugin-api';
import { Link, Text } from '@backstage/ui';
import {
  RiArrowGoBackLine,
  RiDeleteBinLine,
  RiInboxUnarchiveLine,
  RiUploadCloud2Line,
  type RemixiconComponentType,
} from '@remixicon/react';
import { useMemo } from 'react';
import { useFormats } from '../presentation/formats';
import { useLinks } from '../presentation/links';
import { aiEtlTranslationRef } from '../translation';
import { byDay } from './days';
import { noteOf, sentenceOf } from './sentence';
import styles from './audit.module.css';

const LOOKS: Record<AuditAction, { icon: RemixiconComponentType; tone: string }> = {
  publish: { icon: RiUploadCloud2Line, tone: styles.publish },
  rollback: { icon: RiArrowGoBackLine, tone: styles.rollback },
  delete: { icon: RiDeleteBinLine, tone: styles.delete },
  restore: { icon: RiInboxUnarchiveLine, tone: styles.restore },
};

/** Who did what, day by day. */
export function AuditList({ entries, named = false }: { entries: readonly AuditEntry[]; named?: boolean }) {
  const { language } = useFormats();
  const days = useMemo(() => byDay(entries, language), [entries, language]);
  return (
    <div className={styles.days}>
      {days.map(({ day, entries: ofDay }) => (
        <section key={`${day} ${ofDay[0].at}`} aria-label={day} className={styles.day}>
          <Text as="h3" variant="body-small" color="secondary">
            {day}
          </Text>
          <ol className={styles.entries}>
            {ofDay.map((entry, index) => (
              <Entry key={`${entry.at} ${index}`} entry={entry} named={named} />
            ))}
          </ol>
        </section>
      ))}
    </div>
  );
}

function Entry({ entry, named }: { entry: AuditEntry; named: boolean }) {
  const { t } = useTranslationRef(aiEtlTranslationRef);
  const formats = useFormats();
  const links = useLinks();
  const { icon: Icon, tone } = LOOKS[entry.action];
  const note = noteOf(entry);
  return (
    <li className={styles.entry}>
      <span className={`${styles.mark} ${tone}`}>
        <Icon size={16} aria-hidden />
      </span>
      <span className={styles.words}>
        {named && entry.action === 'delete' && <strong>{entry.pipeline}</strong>}
        {named && entry.action !== 'delete' && (
          <Link href={links.pipeline(entry.pipeline)} weight="bold">
            {entry.pipeline}
          </Link>
        )}
        <span>{sentenceOf(entry, t)}</span>
        {note && <q className={styles.note}>{note}</q>}
      </span>
      <Difference entry={entry} />
      <time dateTime={entry.at} title={formats.time(entry.at)} className={styles.time}>
        {formats.clock(entry.at)}
      </time>
    </li>
  );
}

/** The way to what a version changed; the first one and a deletion changed nothing that can be compared. */
function Difference({ entry: { pipeline, action, version = 0 } }: { entry: AuditEntry }) {
  const { t } = useTranslationRef(aiEtlTranslationRef);
  const links = useLinks();
  if (action === 'delete' || version < 2) return null;
  const address = `${links.pipeline(pipeline, 'versions')}?from=${version - 1}&to=${version}`;
  return (
    <Link href={address} variant="body-small">
      {t('audit.difference')}
    </Link>
  );
}
