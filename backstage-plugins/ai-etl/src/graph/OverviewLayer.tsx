import { ViewportPortal } from '@xyflow/react';
import { memo, useMemo } from 'react';
import type { GraphBox } from './GraphCanvas';
import { spotsOf } from './spots';
import styles from './graph.module.css';

/** All boxes as spots, for those who look from afar. */
export const OverviewLayer = memo(function OverviewLayer({ boxes }: { boxes: readonly GraphBox[] }) {
  const spots = useMemo(() => spotsOf(boxes), [boxes]);
  return (
    <ViewportPortal>
      <svg className={styles.spots} aria-hidden="true">
        {spots.map(({ tint, path }) => (
          <path key={tint} d={path} fill={tint} />
        ))}
      </svg>
    </ViewportPortal>
  );
});
