import { useStore, ViewportPortal } from '@xyflow/react';
import { memo, useMemo } from 'react';
import styles from './graph.module.css';
import { isAfar } from './sight';
import { useSight } from './useSight';

/** How loud an edge is. */
export type EdgeTone = 'plain' | 'faint' | 'dim' | 'path' | 'broken';

/** An edge as it is drawn. */
export interface EdgeShape {
  id: string;
  path: string;
  dashed?: boolean;
  /** Left out from afar unless it is loud. */
  detail?: boolean;
  /** Where it is, to leave out what is not in sight. */
  left: number;
  right: number;
  top: number;
  bottom: number;
}

/** How loud each edge is now. */
export type ToneOf = (id: string) => EdgeTone;

/** Louder ones are drawn last, on top. */
const ORDER: EdgeTone[] = ['dim', 'faint', 'plain', 'broken', 'path'];
const LOUD = ORDER.indexOf('broken');
const lookOf = (tone: EdgeTone, dashed = false) => (dashed ? `${tone} dashed` : tone);
/** Edges that look the same are one shape: a thousand of them cost no more than a few. */
const LOOKS = ORDER.flatMap((tone) => [lookOf(tone), lookOf(tone, true)]);

/** All edges in sight, one drawing beneath the boxes. It changes when other edges come into sight, not at every move. */
export const EdgeLayer = memo(function EdgeLayer({
  edges,
  toneOf,
}: {
  edges: readonly EdgeShape[];
  toneOf: ToneOf;
}) {
  const afar = useStore(isAfar);
  const sight = useSight();
  const groups = useMemo(() => {
    const { left, top, right, bottom } = sight;
    const paths = new Map<string, string[]>(LOOKS.map((look) => [look, []]));
    for (const edge of edges) {
      if (edge.right < left || edge.left > right || edge.bottom < top || edge.top > bottom) continue;
      const tone = toneOf(edge.id);
      if (afar && edge.detail && ORDER.indexOf(tone) < LOUD) continue;
      paths.get(lookOf(tone, edge.dashed))!.push(edge.path);
    }
    return LOOKS.map((look) => ({ look, path: paths.get(look)!.join('') })).filter(({ path }) => path !== '');
  }, [edges, sight, toneOf, afar]);
  return (
    <ViewportPortal>
      <svg className={styles.edges} aria-hidden="true">
        {groups.map(({ look, path }) => (
          <path
            key={look}
            d={path}
            className={styles[look.split(' ')[0]]}
            strokeDasharray={look.endsWith('dashed') ? '5 4' : undefined}
          />
        ))}
      </svg>
    </ViewportPortal>
  );
});
