import type { RunBrief } from '@ai-etl/backstage-plugin-ai-etl-common';
import { useTranslationRef } from '@backstage/frontend-plugin-api';
import { useFormats } from '../presentation/formats';
import { StateMark } from '../presentation/StateMark';
import { aiEtlTranslationRef } from '../translation';
import styles from './pipelines.module.css';

/** How the newest run ended and when it began. */
export function LastRun({ runs }: { runs: readonly RunBrief[] }) {
  const { t } = useTranslationRef(aiEtlTranslationRef);
  const formats = useFormats();
  const last = runs[runs.length - 1];
  if (!last) return <span className={styles.quiet}>{t('state.never')}</span>;
  return (
    <span title={formats.time(last.startedAt)} className={styles.lastRun}>
      <StateMark state={last.state} /> {formats.ago(last.startedAt)}
    </span>
  );
}
