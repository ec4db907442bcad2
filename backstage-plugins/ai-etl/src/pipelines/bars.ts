import type { RunBrief, RunState } from '@ai-etl/backstage-plugin-ai-etl-common';

/** One bar of a sparkline, in its own pixels. */
export interface Bar {
  x: number;
  y: number;
  width: number;
  height: number;
  run: RunBrief;
}

/** Size of a sparkline. */
export interface BarRoom {
  width: number;
  height: number;
  gap: number;
  /** The most bars that fit; the newest runs stay. */
  slots: number;
}

const LOWEST = 0.25;

/**
 * Bars from oldest to newest, against the right edge; height is duration on a scale of the square root, so that one
 * slow run does not flatten the rest.
 */
export function barsOf(runs: readonly RunBrief[], room: BarRoom): Bar[] {
  const shown = runs.slice(-room.slots);
  const longest = Math.max(...shown.map((run) => run.seconds ?? 0), 0);
  const width = (room.width - room.gap * (room.slots - 1)) / room.slots;
  const first = room.slots - shown.length;
  return shown.map((run, index) => {
    const share = longest > 0 && run.seconds !== undefined ? Math.sqrt(run.seconds / longest) : 1;
    const height = room.height * Math.max(LOWEST, share);
    return { x: (first + index) * (width + room.gap), y: room.height - height, width, height, run };
  });
}

/** How many runs ended how. */
export function countByState(runs: readonly RunBrief[]): Partial<Record<RunState, number>> {
  const counts: Partial<Record<RunState, number>> = {};
  for (const { state } of runs) counts[state] = (counts[state] ?? 0) + 1;
  return counts;
}

/** The bar under the pointer, the gap at its right with it; undefined before the first one. */
export function barAt(bars: readonly Bar[], x: number, gap: number): Bar | undefined {
  return bars.find((bar) => x >= bar.x && x < bar.x + bar.width + gap);
}
