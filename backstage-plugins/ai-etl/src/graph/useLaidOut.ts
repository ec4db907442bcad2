import { useEffect, useState } from 'react';
import { layOut, type Laid, type LayoutBox, type LayoutEdge, type LayoutGaps } from './layout';

/** The layout of a graph once it is there; the one before stays until then. */
export function useLaidOut(
  boxes: readonly LayoutBox[],
  edges: readonly LayoutEdge[],
  gaps?: LayoutGaps,
): Laid | undefined {
  const [laid, setLaid] = useState<Laid>();
  useEffect(() => {
    let overtaken = false;
    layOut(boxes, edges, gaps).then((next) => !overtaken && setLaid(next));
    return () => {
      overtaken = true;
    };
  }, [boxes, edges, gaps]);
  return laid;
}
