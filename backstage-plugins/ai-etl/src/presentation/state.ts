import type { RunState } from '@ai-etl/backstage-plugin-ai-etl-common';
import {
  RiCheckboxCircleFill,
  RiCloseCircleFill,
  RiForbidFill,
  RiLoader4Line,
  RiQuestionFill,
  RiZzzFill,
  type RemixiconComponentType,
} from '@remixicon/react';

/** How a state of a run looks; colour never speaks alone. In the order of what somebody must look at. */
export const STATE_LOOKS: Record<RunState, { icon: RemixiconComponentType; color: string }> = {
  failed: { icon: RiCloseCircleFill, color: 'var(--bui-fg-negative)' },
  silent: { icon: RiZzzFill, color: 'var(--bui-fg-warning)' },
  cancelled: { icon: RiForbidFill, color: 'var(--bui-fg-warning)' },
  unknown: { icon: RiQuestionFill, color: 'var(--bui-fg-secondary)' },
  running: { icon: RiLoader4Line, color: 'var(--bui-fg-announcement)' },
  success: { icon: RiCheckboxCircleFill, color: 'var(--bui-fg-positive)' },
};

export const RUN_STATES = Object.keys(STATE_LOOKS) as RunState[];

/** What somebody must look at comes first; what never ran, last. */
export function byUrgency(one: RunState | undefined, other: RunState | undefined): number {
  const rank = (state: RunState | undefined) => (state ? RUN_STATES.indexOf(state) : RUN_STATES.length);
  return rank(one) - rank(other);
}
