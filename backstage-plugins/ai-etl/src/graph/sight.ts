import type { ReactFlowState } from '@xyflow/react';

const AFAR_ZOOM = 0.42;
const OVERVIEW_ZOOM = 0.22;

/** Whether boxes are too small to read. */
export function isAfar({ transform: [, , zoom] }: ReactFlowState): boolean {
  return zoom < AFAR_ZOOM;
}

/** Whether boxes are but spots; thousands of them are drawn as one picture then. */
export function isOverview({ transform: [, , zoom] }: ReactFlowState): boolean {
  return zoom < OVERVIEW_ZOOM;
}
