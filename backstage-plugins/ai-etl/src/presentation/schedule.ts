import { textLanguage, type TextLanguage } from './language';

type Words = {
  everyMinutes(count: number): string;
  hourly(minute: string): string;
  daily(time: string): string;
  weekly(days: string, time: string): string;
  monthly(day: string, time: string): string;
  days: string[];
};

const WORDS: Record<TextLanguage, Words> = {
  en: {
    everyMinutes: (count) => (count === 1 ? 'every minute' : `every ${count} minutes`),
    hourly: (minute) => `every hour at :${minute}`,
    daily: (time) => `every day at ${time}`,
    weekly: (days, time) => `${days} at ${time}`,
    monthly: (day, time) => `day ${day} of every month at ${time}`,
    days: ['Sun', 'Mon', 'Tue', 'Wed', 'Thu', 'Fri', 'Sat'],
  },
  ru: {
    everyMinutes: (count) => (count === 1 ? 'каждую минуту' : `каждые ${count} мин`),
    hourly: (minute) => `каждый час в :${minute}`,
    daily: (time) => `каждый день в ${time}`,
    weekly: (days, time) => `${days} в ${time}`,
    monthly: (day, time) => `${day}-го числа каждого месяца в ${time}`,
    days: ['вс', 'пн', 'вт', 'ср', 'чт', 'пт', 'сб'],
  },
};

const NUMBER = /^\d+$/;
const STEP = /^\*\/(\d+)$/;
const DAYS = /^[0-7](?:[-,][0-7])*$/;

/** A cron line in words where it is of a common shape; undefined where only the line itself is exact. */
export function cronInWords(cron: string, language: string): string | undefined {
  const words = WORDS[textLanguage(language)];
  const parts = cron.trim().split(/\s+/);
  if (parts.length !== 5 || parts[3] !== '*') return undefined;
  const [minute, hour, day, , weekday] = parts;
  const everyDay = day === '*' && weekday === '*';
  if (hour === '*' && everyDay) return withinHour(minute, words);
  if (!NUMBER.test(minute) || !NUMBER.test(hour)) return undefined;
  const time = `${hour.padStart(2, '0')}:${minute.padStart(2, '0')}`;
  if (everyDay) return words.daily(time);
  if (day === '*' && DAYS.test(weekday))
    return words.weekly(
      weekday.replace(/\d/g, (digit) => words.days[Number(digit) % 7]),
      time,
    );
  return weekday === '*' && NUMBER.test(day) ? words.monthly(day, time) : undefined;
}

function withinHour(minute: string, words: Words): string | undefined {
  if (minute === '*') return words.everyMinutes(1);
  const step = STEP.exec(minute);
  if (step) return words.everyMinutes(Number(step[1]));
  return NUMBER.test(minute) ? words.hourly(minute.padStart(2, '0')) : undefined;
}

/** The schedule of a pipeline in the reader's language; the API's own words where the cron line is unusual. */
export function scheduleInWords(
  pipeline: { cron?: string; schedule?: string },
  language: string,
): string | undefined {
  return (pipeline.cron && cronInWords(pipeline.cron, language)) || pipeline.schedule || pipeline.cron;
}
