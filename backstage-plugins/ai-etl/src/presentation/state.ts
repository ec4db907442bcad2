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

/** How a state of a run looks; colour never speaks alone. */
export const STATE_LOOKS: Record<RunState, { icon: RemixiconComponentType; color: string }> = {
  success: { icon: RiCheckboxCircleFill, color: 'var(--bui-fg-positive)' },
  failed: { icon: RiCloseCircleFill, color: 'var(--bui-fg-negative)' },
  running: { icon: RiLoader4Line, color: 'var(--bui-fg-announcement)' },
  cancelled: { icon: RiForbidFill, color: 'var(--bui-fg-warning)' },
  silent: { icon: RiZzzFill, color: 'var(--bui-fg-warning)' },
  unknown: { icon: RiQuestionFill, color: 'var(--bui-fg-secondary)' },
};

export const RUN_STATES = Object.keys(STATE_LOOKS) as RunState[];
