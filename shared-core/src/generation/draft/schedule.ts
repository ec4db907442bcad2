import type { PipelineSpec } from '../../spec';
import type { Frequency, Hit, Phrase, Slot } from '../grammar/slots';
import type { Interview } from './interview';

type Schedule = PipelineSpec['schedule'];
type Of<K extends Slot['slot']> = Extract<Slot, { slot: K }>;

const two = (value: number): string => String(value).padStart(2, '0');
const clockText = (minutes: number): string => `${two(Math.floor(minutes / 60))}:${two(minutes % 60)}`;

/** The schedule that a sentence tells, in cron where cron can say it. */
export function scheduleOf(hits: readonly Hit[], interview: Interview, defaultZone: string): Schedule {
  const of = <K extends Slot['slot']>(kind: K) =>
    hits.filter((hit): hit is Hit & { slot: Of<K> } => hit.slot.slot === kind);
  const timezone = of('timezone')[0]?.slot.timezone ?? defaultZone;
  const said = of('schedule')[0];
  const frequencies = of('frequency');
  const clocks = of('clock');
  const phrase = joined([...frequencies, ...clocks, ...of('timezone'), ...of('schedule')]);
  if (!phrase || said?.slot.manual) return 'manual';
  const schedule = said?.slot.cron
    ? { cron: said.slot.cron, timezone }
    : put(
        frequencies.map(({ slot }) => slot.frequency),
        clocks.map(({ slot }) => slot),
        timezone,
        phrase,
        interview,
      );
  interview.explain(
    phrase,
    interview.say.schedule({ cron: 'cron' in schedule ? schedule.cron : schedule.every, timezone }),
    0.95,
  );
  return schedule;
}

function joined(hits: readonly Hit[]): Phrase | undefined {
  const ordered = [...hits].sort((left, right) => left.start - right.start);
  if (ordered.every(({ slot }) => slot.slot === 'timezone')) return undefined;
  return ordered.length === 0
    ? undefined
    : {
        text: ordered.map(({ phrase }) => phrase.text).join(' … '),
        start: ordered[0]!.phrase.start,
        end: ordered.at(-1)!.phrase.end,
      };
}

type Timed = Exclude<Schedule, 'manual' | { event: unknown }>;

/** Frequencies add up: "on weekdays, every hour". */
function put(
  frequencies: readonly Frequency[],
  clocks: readonly Of<'clock'>[],
  timezone: string,
  phrase: Phrase,
  interview: Interview,
): Timed {
  const all: Frequency = Object.assign({}, ...frequencies);
  const days = `${all.daysOfMonth ?? (all.everyDays && all.everyDays > 1 ? `*/${all.everyDays}` : '*')} ${all.months ?? '*'} ${dayList(all.daysOfWeek)}`;
  const span = clocks.find(({ from }) => from !== undefined);
  const hours = span ? `${Math.floor(span.from! / 60)}-${Math.floor(span.to! / 60)}` : '*';
  if (all.everyMinutes)
    return often(all.everyMinutes, 60, 'm', (every) => `${every} ${hours} ${days}`, timezone);
  if (all.everyHours) {
    const minute = clocks.flatMap(({ minutes }) => minutes)[0] ?? 0;
    return often(
      all.everyHours,
      24,
      'h',
      (every) =>
        `${minute % 60} ${span ? hours + (all.everyHours! > 1 ? `/${all.everyHours}` : '') : every} ${days}`,
      timezone,
    );
  }
  const minutes = clocks.flatMap((clock) => clock.minutes);
  if (minutes.length === 0) minutes.push(...(all.clocks ?? [all.usual ?? 0]));
  if (!clocks.some((clock) => clock.minutes.length > 0))
    interview.explain(
      phrase,
      interview.say.scheduleUsual({ clock: minutes.map(clockText).join(', ') }),
      all.usual ? 0.65 : 0.75,
    );
  return { cron: `${clockFields(minutes)} ${days}`, timezone };
}

const dayList = (days: number[] | undefined): string => {
  if (!days) return '*';
  const run = days.length > 2 && days.every((day, index) => index === 0 || day === days[index - 1]! + 1);
  return run ? `${days[0]}-${days.at(-1)}` : days.join(',');
};

/** Clocks that share their minute are one cron; others keep the first minute and every hour. */
function clockFields(minutes: readonly number[]): string {
  const sorted = [...new Set(minutes)].sort((left, right) => left - right);
  return `${[...new Set(sorted.map((each) => each % 60))].join(',')} ${[...new Set(sorted.map((each) => Math.floor(each / 60)))].join(',')}`;
}

/** `*∕15` where the cycle comes out even; an interval where it does not. */
function often(
  every: number,
  cycle: number,
  unit: 'm' | 'h',
  cron: (field: string) => string,
  timezone: string,
): Timed {
  if (every === 1) return { cron: cron('*'), timezone };
  return cycle % every === 0
    ? { cron: cron(`*/${every}`), timezone }
    : { every: `${every}${unit}`, timezone };
}
