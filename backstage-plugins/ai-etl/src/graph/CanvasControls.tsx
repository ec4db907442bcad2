import { useTranslationRef } from '@backstage/frontend-plugin-api';
import { ButtonIcon } from '@backstage/ui';
import { RiAddLine, RiFullscreenLine, RiSubtractLine } from '@remixicon/react';
import { Panel, useReactFlow } from '@xyflow/react';
import { aiEtlTranslationRef } from '../translation';
import { boundsOf } from './bounds';
import type { GraphBox } from './GraphCanvas';
import styles from './graph.module.css';

/** Nearer, further, everything. */
export function CanvasControls({ boxes }: { boxes: readonly GraphBox[] }) {
  const { t } = useTranslationRef(aiEtlTranslationRef);
  const flow = useReactFlow();
  return (
    <Panel position="bottom-left" className={styles.controls}>
      <ButtonIcon
        size="small"
        variant="tertiary"
        aria-label={t('lineage.zoomIn')}
        icon={<RiAddLine />}
        onPress={() => flow.zoomIn()}
      />
      <ButtonIcon
        size="small"
        variant="tertiary"
        aria-label={t('lineage.zoomOut')}
        icon={<RiSubtractLine />}
        onPress={() => flow.zoomOut()}
      />
      <ButtonIcon
        size="small"
        variant="tertiary"
        aria-label={t('lineage.fit')}
        icon={<RiFullscreenLine />}
        onPress={() => flow.fitBounds(boundsOf(boxes), { padding: 0.06 })}
      />
    </Panel>
  );
}
