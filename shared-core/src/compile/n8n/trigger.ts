import { durationParts, type PipelineSpec } from '../../spec';
import type { NodeDraft } from './workflow';

const intervalFields = {
  seconds: 'secondsInterval',
  minutes: 'minutesInterval',
  hours: 'hoursInterval',
  days: 'daysInterval',
} as const;

/** The node that starts a workflow; undefined where n8n has none for the schedule. */
export function triggerOf({ schedule }: PipelineSpec): NodeDraft | undefined {
  if (schedule === 'manual') return { type: 'n8n-nodes-base.manualTrigger', parameters: {} };
  if ('event' in schedule) return undefined;
  const rule =
    'cron' in schedule ? { field: 'cronExpression', expression: schedule.cron } : intervalOf(schedule.every);
  return { type: 'n8n-nodes-base.scheduleTrigger', parameters: { rule: { interval: [rule] } } };
}

function intervalOf(every: string) {
  const { unit, amount } = durationParts(every);
  return { field: unit, [intervalFields[unit]]: amount };
}
