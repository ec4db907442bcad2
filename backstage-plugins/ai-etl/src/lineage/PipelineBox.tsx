import { useTranslationRef } from '@backstage/frontend-plugin-api';
import { RiFlowChart } from '@remixicon/react';
import { memo } from 'react';
import { useFormats } from '../presentation/formats';
import { STATE_LOOKS } from '../presentation/state';
import { aiEtlTranslationRef } from '../translation';
import type { NodeShape } from './geometry';
import { boxClasses, HiddenNeighbours, type BoxActions, type BoxMood } from './TableBox';
import styles from './lineage.module.css';

/** A pipeline between tables, painted by its last run. */
export const PipelineBox = memo(function PipelineBox({
  shape,
  mood,
  actions,
}: {
  shape: NodeShape;
  mood: BoxMood;
  actions: BoxActions;
}) {
  const { t } = useTranslationRef(aiEtlTranslationRef);
  const formats = useFormats();
  const { node } = shape;
  const look = node.lastRun && STATE_LOOKS[node.lastRun.state];
  const words = node.lastRun
    ? `${t(`state.${node.lastRun.state}`)} · ${formats.ago(node.lastRun.startedAt)}`
    : t('state.never');
  return (
    <div
      className={`${boxClasses(node.id, mood)} ${styles.pipeline}`}
      style={{ borderLeftColor: look?.color }}
    >
      <HiddenNeighbours shape={shape} actions={actions} />
      <button
        type="button"
        tabIndex={-1}
        className={`nopan ${styles.head}`}
        title={`${node.title} · ${words}`}
        onClick={() => actions.pick({ node: node.id })}
      >
        <RiFlowChart size={18} aria-hidden className={styles.flow} />
        <span className={styles.names}>
          <span className={styles.title}>{node.title}</span>
          <span className={styles.subtitle}>
            {look && <look.icon size={12} color={look.color} aria-hidden />} {words}
          </span>
        </span>
      </button>
    </div>
  );
});
