import { useStore, ViewportPortal } from '@xyflow/react';
import { memo, useMemo } from 'react';
import styles from './graph.module.css';

/** How loud an edge is. */
export type EdgeTone = 'plain' | 'faint' | 'dim' | 'path' | 'broken';

/** An edge as it is drawn. */
export interface EdgeShape {
  id: string;
  path: string;
  tone: EdgeTone;
  dashed?: boolean;
  /** Where it is, to leave out what is not in sight. */
  left: number;
  right: number;
  top: number;
  bottom: number;
}

const TILE = 600;
/** Louder ones are drawn last, on top. */
const ORDER: EdgeTone[] = ['dim', 'faint', 'plain', 'broken', 'path'];

/** All edges in sight, one drawing beneath the boxes. It changes when another tile comes into sight, not at every move. */
export const EdgeLayer = memo(function EdgeLayer({ edges }: { edges: readonly EdgeShape[] }) {
  const sight = useStore(({ transform: [x, y, zoom], width, height }) =>
    [
      Math.floor(-x / zoom / TILE),
      Math.floor(-y / zoom / TILE),
      Math.ceil((width - x) / zoom / TILE),
      Math.ceil((height - y) / zoom / TILE),
    ].join(' '),
  );
  const shown = useMemo(() => {
    const [left, top, right, bottom] = sight.split(' ').map(tile => Number(tile) * TILE);
    return edges
      .filter(edge => edge.right >= left && edge.left <= right && edge.bottom >= top && edge.top <= bottom)
      .sort((a, b) => ORDER.indexOf(a.tone) - ORDER.indexOf(b.tone));
  }, [edges, sight]);
  return (
    <ViewportPortal>
      <svg className={styles.edges} aria-hidden="true">
        {shown.map(edge => (
          <path key={edge.id} d={edge.path} className={styles[edge.tone]} strokeDasharray={edge.dashed ? '5 4' : undefined} />
        ))}
      </svg>
    </ViewportPortal>
  );
});
