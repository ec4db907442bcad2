import type { PipelineSpec } from '@ai-etl/core';
import cronstrue from 'cronstrue';

/** A schedule in English words, such as "At 06:00 AM, Europe/Moscow"; nothing for one that is started by hand. */
export function scheduleWords(schedule: PipelineSpec['schedule']): string | undefined {
  if (schedule === 'manual') return undefined;
  if ('cron' in schedule) return `${cronWords(schedule.cron)}, ${schedule.timezone}`;
  if ('every' in schedule) return `every ${schedule.every}`;
  return `when ${schedule.event.object} of ${schedule.event.connection} changes`;
}

function cronWords(cron: string): string {
  return cronstrue.toString(cron, { throwExceptionOnParseError: false, verbose: false });
}
