import type { ReactFlowState } from '@xyflow/react';

const AFAR_ZOOM = 0.42;

/** Whether boxes are too small to read. */
export function isAfar({ transform: [, , zoom] }: ReactFlowState): boolean {
  return zoom < AFAR_ZOOM;
}
