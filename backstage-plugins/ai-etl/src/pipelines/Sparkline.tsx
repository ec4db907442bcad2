import type { RunBrief } from '@ai-etl/backstage-plugin-ai-etl-common';
import { useTranslationRef } from '@backstage/frontend-plugin-api';
import { Link, Tooltip, TooltipTrigger } from '@backstage/ui';
import { useState, type PointerEvent } from 'react';
import { STATE_LOOKS } from '../presentation/state';
import { useFormats } from '../presentation/formats';
import { useLinks } from '../presentation/links';
import { aiEtlTranslationRef } from '../translation';
import { barAt, barsOf, countByState } from './bars';
import { runInWords } from './run-words';
import styles from './pipelines.module.css';

const ROOM = { width: 138, height: 24, gap: 2, slots: 20 };

function snugRoom(count: number) {
  const slots = Math.min(count, ROOM.slots);
  const width = (ROOM.width + ROOM.gap) / ROOM.slots;
  return { ...ROOM, slots, width: slots * width - ROOM.gap };
}

/** The last runs of a pipeline, a bar each; each is told of under the pointer and leads to its run. */
export function Sparkline(props: { name: string; runs: readonly RunBrief[]; snug?: boolean }) {
  const { name, runs, snug = false } = props;
  const { t } = useTranslationRef(aiEtlTranslationRef);
  const formats = useFormats();
  const links = useLinks();
  const [pointed, setPointed] = useState<RunBrief>();
  if (runs.length === 0) return <span className={styles.quiet}>{t('pipelines.noRuns')}</span>;
  // In a table the newest runs stand under each other; elsewhere there is no need to keep room for older ones.
  const bars = barsOf(runs, snug ? snugRoom(runs.length) : ROOM);
  const counts = countByState(runs);
  const label = t('pipelines.sparkline', {
    total: String(runs.length),
    succeeded: String(counts.success ?? 0),
    failed: String(counts.failed ?? 0),
    last: t(`state.${runs[runs.length - 1].state}`),
  });
  const point = ({ clientX, currentTarget }: PointerEvent) =>
    setPointed(barAt(bars, clientX - currentTarget.getBoundingClientRect().left, ROOM.gap)?.run);
  const runsPage = links.pipeline(name, 'runs');
  return (
    <TooltipTrigger delay={150} closeDelay={0}>
      <Link
        href={pointed ? `${runsPage}?run=${encodeURIComponent(pointed.runId)}` : runsPage}
        aria-label={`${t('pipelines.toRuns', { name })}. ${label}`}
        className={styles.sparkline}
      >
        <svg
          aria-hidden
          width={snug ? snugRoom(runs.length).width : ROOM.width}
          height={ROOM.height}
          onPointerMove={point}
          onPointerLeave={() => setPointed(undefined)}
        >
          {bars.map(({ run, ...box }) => (
            <rect
              key={run.runId}
              {...box}
              rx={1}
              fill={STATE_LOOKS[run.state].color}
              opacity={pointed && pointed !== run ? 0.45 : 1}
            />
          ))}
        </svg>
      </Link>
      <Tooltip>{pointed ? runInWords(pointed, t, formats) : label}</Tooltip>
    </TooltipTrigger>
  );
}
