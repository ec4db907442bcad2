import type { RunBrief } from '@ai-etl/backstage-plugin-ai-etl-common';
import { useTranslationRef } from '@backstage/frontend-plugin-api';
import { STATE_LOOKS } from '../presentation/state';
import { useFormats } from '../presentation/formats';
import { aiEtlTranslationRef } from '../translation';
import { barsOf, countByState } from './bars';
import styles from './pipelines.module.css';

const ROOM = { width: 138, height: 24, gap: 2, slots: 20 };

function snugRoom(count: number) {
  const slots = Math.min(count, ROOM.slots);
  const width = (ROOM.width + ROOM.gap) / ROOM.slots;
  return { ...ROOM, slots, width: slots * width - ROOM.gap };
}

/** The last runs, a bar each; said in a sentence to those who do not see it. */
export function Sparkline({ runs, snug = false }: { runs: readonly RunBrief[]; snug?: boolean }) {
  const { t } = useTranslationRef(aiEtlTranslationRef);
  const formats = useFormats();
  if (runs.length === 0) return <span className={styles.quiet}>{t('pipelines.noRuns')}</span>;
  const counts = countByState(runs);
  const label = t('pipelines.sparkline', {
    total: String(runs.length),
    succeeded: String(counts.success ?? 0),
    failed: String(counts.failed ?? 0),
    last: t(`state.${runs[runs.length - 1].state}`),
  });
  // In a table the newest runs stand under each other; elsewhere there is no need to keep room for older ones.
  const room = snug ? snugRoom(runs.length) : ROOM;
  return (
    <svg role="img" aria-label={label} width={room.width} height={ROOM.height} style={{ display: 'block' }}>
      {barsOf(runs, room).map(({ run, ...box }) => (
        <rect key={run.runId} {...box} rx={1} fill={STATE_LOOKS[run.state].color}>
          <title>{`${formats.time(run.startedAt)} · ${t(`state.${run.state}`)} · ${formats.duration(run.seconds)}`}</title>
        </rect>
      ))}
    </svg>
  );
}
