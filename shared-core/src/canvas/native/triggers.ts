import type { PipelineSpecInput } from '../../spec';
import { refuse } from '../drawn-form';
import type { Translator } from '../node-call';

/** When a workflow starts, without its time zone, which is a setting of the workflow. */
export type Schedule = 'manual' | { cron: string } | { every: string };

interface Interval {
  field?: string;
  secondsInterval?: number;
  minutesInterval?: number;
  hoursInterval?: number;
  daysInterval?: number;
  weeksInterval?: number;
  monthsInterval?: number;
  triggerAtMinute?: number;
  triggerAtHour?: number;
  triggerAtDay?: number[];
  triggerAtDayOfMonth?: number;
  expression?: string;
}

const manual: Translator = () => ({ starts: 'manual' });

const called =
  (what: { en: string; ru: string }): Translator =>
  () => {
    throw refuse(
      `a pipeline starts by a schedule or by hand, not ${what.en}`,
      `конвейер запускают по расписанию или вручную, а не ${what.ru}`,
    );
  };

const schedule: Translator = ({ form }) => {
  const intervals = form.rows<Interval>('rule.interval');
  if (intervals.length > 1)
    throw refuse(
      'a pipeline has one schedule, this has several',
      'у конвейера одно расписание, здесь несколько',
    );
  const [interval = {}] = intervals;
  const { field = 'days' } = interval;
  const made = Object.hasOwn(schedules, field) ? schedules[field]!(interval) : undefined;
  if (made) return { starts: made };
  throw refuse(
    `this interval (${field}) has no cron of its own; write a cron expression`,
    `для такого интервала (${field}) нет cron; впишите выражение cron`,
  );
};

/** The trigger of old: `mode`, and its figures beside it. */
const cron: Translator = ({ form }) => {
  const { item = [] } = (form.node.parameters.triggerTimes ?? {}) as { item?: Moment[] };
  if (item.length > 1)
    throw refuse(
      'a pipeline has one schedule, this has several',
      'у конвейера одно расписание, здесь несколько',
    );
  const { mode = 'everyDay', ...moment } = item[0] ?? {};
  const made = Object.hasOwn(moments, mode) ? moments[mode]!(moment) : undefined;
  if (made) return { starts: made };
  throw refuse(`it has no schedule (${mode})`, `в нём нет расписания (${mode})`);
};

interface Moment {
  mode?: string;
  hour?: number;
  minute?: number;
  weekday?: string | number;
  dayOfMonth?: number;
  value?: number;
  unit?: string;
  cronExpression?: string;
}

const moments: Record<string, (moment: Moment) => Schedule | undefined> = {
  everyMinute: () => ({ every: '1m' }),
  everyHour: ({ minute = 0 }) => ({ cron: `${minute} * * * *` }),
  everyDay: ({ hour = 14, minute = 0 }) => ({ cron: `${minute} ${hour} * * *` }),
  everyWeek: ({ hour = 14, minute = 0, weekday = 1 }) => ({ cron: `${minute} ${hour} * * ${weekday}` }),
  everyMonth: ({ hour = 14, minute = 0, dayOfMonth = 1 }) => ({
    cron: `${minute} ${hour} ${dayOfMonth} * *`,
  }),
  everyX: ({ value = 2, unit = 'hours' }) =>
    isWhole(value) ? { every: `${value}${unit === 'minutes' ? 'm' : 'h'}` } : undefined,
  custom: ({ cronExpression = '' }) => schedules.cronExpression!({ expression: cronExpression }),
};

const interval: Translator = ({ form }) => {
  const [value, unit] = [form.parameter<number>('interval', 1), form.parameter<string>('unit', 'seconds')];
  if (isWhole(value)) return { starts: { every: `${value}${unit.charAt(0)}` } };
  throw refuse(`the interval "${value}" is no whole number`, `интервал «${value}» — не целое число`);
};

const isWhole = (value: number) => Number.isInteger(value) && value > 0;

/** By the field of the form; undefined where neither cron nor an interval says the same. */
const schedules: Record<string, (interval: Interval) => Schedule | undefined> = {
  seconds: ({ secondsInterval = 30 }) =>
    isWhole(secondsInterval) ? { every: `${secondsInterval}s` } : undefined,
  minutes: ({ minutesInterval = 5 }) =>
    isWhole(minutesInterval) ? { every: `${minutesInterval}m` } : undefined,
  hours: ({ hoursInterval = 1, triggerAtMinute }) => {
    if (!isWhole(hoursInterval)) return undefined;
    if (!triggerAtMinute) return { every: `${hoursInterval}h` };
    return 24 % hoursInterval === 0 ? { cron: `${triggerAtMinute} */${hoursInterval} * * *` } : undefined;
  },
  days: ({ daysInterval = 1, triggerAtHour, triggerAtMinute }) => {
    if (!isWhole(daysInterval)) return undefined;
    if (triggerAtHour === undefined && triggerAtMinute === undefined) return { every: `${daysInterval}d` };
    return daysInterval === 1 ? { cron: `${triggerAtMinute ?? 0} ${triggerAtHour ?? 0} * * *` } : undefined;
  },
  weeks: ({ weeksInterval = 1, triggerAtDay = [0], triggerAtHour = 0, triggerAtMinute = 0 }) =>
    weeksInterval === 1
      ? { cron: `${triggerAtMinute} ${triggerAtHour} * * ${triggerAtDay.join(',') || '0'}` }
      : undefined,
  months: ({ monthsInterval = 1, triggerAtDayOfMonth = 1, triggerAtHour = 0, triggerAtMinute = 0 }) =>
    12 % monthsInterval === 0
      ? {
          cron: `${triggerAtMinute} ${triggerAtHour} ${triggerAtDayOfMonth} ${monthsInterval === 1 ? '*' : `*/${monthsInterval}`} *`,
        }
      : undefined,
  cronExpression: ({ expression = '' }) => {
    const parts = expression.trim().split(/\s+/);
    if (parts.length === 5) return { cron: parts.join(' ') };
    return parts.length === 6 && parts[0] === '0' ? { cron: parts.slice(1).join(' ') } : undefined;
  },
};

/** With the zone of the workflow's settings. */
export function withZone(schedule: Schedule, timezone: unknown): PipelineSpecInput['schedule'] {
  if (schedule === 'manual') return schedule;
  return typeof timezone === 'string' && timezone !== '' && timezone !== 'DEFAULT'
    ? { ...schedule, timezone }
    : schedule;
}

const base = 'n8n-nodes-base.';

const triggers: Record<string, Translator> = {
  [`${base}manualTrigger`]: manual,
  [`${base}start`]: manual,
  [`${base}scheduleTrigger`]: schedule,
  [`${base}cron`]: cron,
  [`${base}interval`]: interval,
  [`${base}executeWorkflowTrigger`]: called({
    en: 'by another workflow',
    ru: 'из другого рабочего процесса',
  }),
  [`${base}webhook`]: called({ en: 'by a request', ru: 'по запросу' }),
  [`${base}formTrigger`]: called({ en: 'by a form', ru: 'из формы' }),
  [`${base}emailReadImap`]: called({ en: 'by a letter', ru: 'по письму' }),
  [`${base}errorTrigger`]: called({ en: 'by a failure', ru: 'по сбою' }),
};

/** Triggers of every other kind, by the end of their name. */
const otherTrigger: Translator = called({ en: 'by such an event', ru: 'по такому событию' });

/** What a node that starts a workflow means; undefined for a node of any other type. */
export function startOf(type: string): Translator | undefined {
  if (Object.hasOwn(triggers, type)) return triggers[type];
  return /trigger$/i.test(type) ? otherTrigger : undefined;
}
