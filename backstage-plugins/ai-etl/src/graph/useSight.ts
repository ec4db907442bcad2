import { useStore, type ReactFlowState } from '@xyflow/react';
import { useRef } from 'react';

/** A part of the picture, in its own measures. */
export interface Sight {
  left: number;
  top: number;
  right: number;
  bottom: number;
}

/** How far around the view is drawn, in views; and how many views are too many to keep. */
const AROUND = 0.75;
const TOO_WIDE = 6;

/**
 * What is worth to be drawn: the view and some room around it. It changes when the view leaves the room, or when one has
 * come so near that most of it is far away; a move or a turn of the wheel alone changes nothing.
 */
export function useSight(): Sight {
  const drawn = useRef<Sight>();
  return useStore((state) => (drawn.current = nextSight(drawn.current, viewOf(state))));
}

/** The sight that goes with a view, given what is drawn. */
export function nextSight(drawn: Sight | undefined, view: Sight): Sight {
  const keeps =
    drawn !== undefined &&
    view.left >= drawn.left &&
    view.right <= drawn.right &&
    view.top >= drawn.top &&
    view.bottom <= drawn.bottom &&
    drawn.right - drawn.left <= TOO_WIDE * (view.right - view.left);
  if (keeps) return drawn;
  const [x, y] = [AROUND * (view.right - view.left), AROUND * (view.bottom - view.top)];
  return { left: view.left - x, top: view.top - y, right: view.right + x, bottom: view.bottom + y };
}

function viewOf({ transform: [x, y, zoom], width, height }: ReactFlowState): Sight {
  return { left: -x / zoom, top: -y / zoom, right: (width - x) / zoom, bottom: (height - y) / zoom };
}
