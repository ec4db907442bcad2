import { Panel, useReactFlow, useStore } from '@xyflow/react';
import { memo, useMemo, type PointerEvent } from 'react';
import { boundsOf } from './bounds';
import type { GraphBox } from './GraphCanvas';
import { spotsOf } from './spots';
import styles from './graph.module.css';

const ROOM = { width: 180, height: 120 };
const MARGIN = 0.05;

/** The whole graph in a corner with a frame around what is in sight; a press goes there. */
export function OverviewMap({ boxes, label }: { boxes: readonly GraphBox[]; label: string }) {
  const flow = useReactFlow();
  const area = useMemo(() => areaOf(boxes), [boxes]);
  const go = (event: PointerEvent<SVGSVGElement>) => {
    if (event.buttons === 0) return;
    const shown = event.currentTarget.getBoundingClientRect();
    const x = area.x + ((event.clientX - shown.left) / shown.width) * area.width;
    const y = area.y + ((event.clientY - shown.top) / shown.height) * area.height;
    flow.setCenter(x, y, { zoom: flow.getZoom() });
  };
  return (
    <Panel position="bottom-right" className={styles.map}>
      <svg
        {...ROOM}
        role="img"
        aria-label={label}
        viewBox={`${area.x} ${area.y} ${area.width} ${area.height}`}
        onPointerDown={go}
        onPointerMove={go}
      >
        <Spots boxes={boxes} />
        <Sight />
      </svg>
    </Panel>
  );
}

const Spots = memo(function Spots({ boxes }: { boxes: readonly GraphBox[] }) {
  return (
    <>
      {spotsOf(boxes).map(({ tint, path }) => (
        <path key={tint} d={path} fill={tint} />
      ))}
    </>
  );
});

function Sight() {
  const [x, y, zoom] = useStore((state) => state.transform);
  const width = useStore((state) => state.width);
  const height = useStore((state) => state.height);
  return (
    <rect
      className={styles.sight}
      x={-x / zoom}
      y={-y / zoom}
      width={width / zoom}
      height={height / zoom}
      vectorEffect="non-scaling-stroke"
    />
  );
}

/** The room of all boxes with a margin, in the proportions of the map. */
function areaOf(boxes: readonly GraphBox[]): { x: number; y: number; width: number; height: number } {
  const all = boundsOf(boxes);
  const scale = Math.max(all.width / ROOM.width, all.height / ROOM.height, 1) * (1 + 2 * MARGIN);
  const [width, height] = [ROOM.width * scale, ROOM.height * scale];
  return { x: all.x + (all.width - width) / 2, y: all.y + (all.height - height) / 2, width, height };
}
