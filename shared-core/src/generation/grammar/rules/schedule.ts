import { timezones, weekdays } from '../../lexicon/calendar';
import { readNumber } from '../../text/numbers';
import type { Reader } from '../pattern';
import { rule, type SlotRule } from '../rule';
import type { Frequency, Slot } from '../slots';

const often = (frequency: Frequency): Slot => ({ slot: 'frequency', frequency });

/** Phrase tables of frequencies that need no number. */
const fixed: [Frequency, en: string[], ru: string[]][] = [
  [
    {},
    [
      'every day',
      'daily',
      'each day',
      'once (per|a) day',
      'once daily',
      'day by day',
      'on daily basis',
      'once day',
    ],
    [
      'каждый день',
      'ежедневно',
      'каждые сутки',
      'раз в (день|сутки)',
      'один раз в (день|сутки)',
      'каждодневно',
      'ежесуточно',
    ],
  ],
  [
    { usual: 8 * 60 },
    ['every morning', 'each morning', 'in mornings'],
    ['каждое утро', 'по утрам', 'ежеутренне'],
  ],
  [{ usual: 20 * 60 }, ['every evening', 'each evening'], ['каждый вечер', 'по вечерам']],
  [
    { usual: 0 },
    ['every night', 'nightly', 'each night', 'overnight'],
    ['каждую ночь', 'по ночам', 'еженощно', 'ночью', 'ночами'],
  ],
  [
    { daysOfWeek: [1, 2, 3, 4, 5] },
    [
      '[on|every|each] (weekdays|weekday|workdays|workday)',
      '(every|on|each) (business|working|work) (day|days)',
      '(monday|mon) (to|through|-|–) (friday|fri)',
      'from monday to friday',
      '[every day|daily|each day] (except|excluding|but not|apart from) [on] (weekends|weekend)',
    ],
    [
      '(по|в) (будням|будни|будние)',
      '(по|в) (будние|будним|рабочие|рабочим) (дни|дням)',
      'каждый (будний|рабочий) день',
      'с (понедельника|пн) по (пятницу|пт)',
      '(пн|понедельник) (-|–) (пт|пятница)',
      '[каждый день|ежедневно|каждые сутки] [,] (кроме|исключая|без|за исключением) (выходных|выходные)',
    ],
  ],
  [
    { daysOfWeek: [0, 6] },
    ['[on|every|each] (weekend|weekends)'],
    ['(по|в) (выходным|выходные)', 'каждые выходные'],
  ],
  [
    { daysOfWeek: [1] },
    ['weekly', 'every week', 'each week', 'once (per|a) week', 'once week'],
    ['еженедельно', 'каждую неделю', '[один] раз в неделю'],
  ],
  [
    { daysOfMonth: '1' },
    [
      'monthly',
      'every month',
      'each month',
      'once (per|a) month',
      'once month',
      '(at|on) (start|beginning) (every|each|month) [month]',
    ],
    ['ежемесячно', 'каждый месяц', '[один] раз в месяц', 'в начале [каждого] месяца'],
  ],
  [
    { daysOfMonth: 'L' },
    ['[on] last day (every|each|month) [month]', '(at|on) end (every|each|month) [month]'],
    ['[в] последний день [каждого] месяца', 'в конце [каждого] месяца', 'последнего числа [каждого] месяца'],
  ],
  [
    { daysOfMonth: '1', months: '1,4,7,10' },
    ['quarterly', 'every quarter', 'each quarter', 'once (per|a) quarter'],
    ['ежеквартально', 'каждый квартал', 'раз в квартал'],
  ],
  [
    { daysOfMonth: '1', months: '1' },
    ['yearly', 'annually', 'every year', 'each year', 'once (per|a) year', 'once year'],
    ['ежегодно', 'каждый год', 'раз в год'],
  ],
  [
    { everyHours: 1 },
    ['hourly', 'every hour', 'each hour', 'once (per|an|a) hour', 'once hour', 'every one hour'],
    ['ежечасно', 'каждый час', '[один] раз в час'],
  ],
  [
    { everyMinutes: 1 },
    ['every minute', 'each minute', 'minutely'],
    ['ежеминутно', 'каждую минуту', 'раз в минуту'],
  ],
  [
    { everyMinutes: 30 },
    [
      'every half hour',
      'every half an hour',
      'every half-hour',
      'twice (per|an|a) hour',
      'twice hour',
      'half-hourly',
    ],
    ['каждые полчаса', 'раз в полчаса', '(два|2) раза в час', 'дважды в час'],
  ],
  [
    { clocks: [0, 12 * 60] },
    ['twice (per|a) day', 'twice daily', 'twice day', '(two|2) times (per|a) day', '(two|2) times day'],
    ['дважды в (день|сутки)', '(два|2) раза в (день|сутки)'],
  ],
];

interface Counted {
  number: number;
}

const counted: SlotRule[] = [
  rule<Counted, Slot>(
    {
      en: [
        'every {number} (minutes|minute|min|mins|m)',
        'once (every|in) {number} (minutes|min)',
        'each {number} minutes',
        'in {number} minutes interval',
      ],
      ru: [
        '(каждые|каждую|каждых) {number} (минут|минуты|минуту|мин|м)',
        'раз в {number} (минут|минуты|минуту|мин)',
        'через каждые {number} (минут|минуты)',
        'с (интервалом|периодом|периодичностью) [в] {number} (минут|минуты)',
      ],
    },
    ({ number }) => (number > 0 ? often({ everyMinutes: number }) : undefined),
    0.5,
  ),
  rule<Counted, Slot>(
    {
      en: ['every {number} (hours|hour|hrs|h)', 'once (every|in) {number} hours'],
      ru: ['(каждые|каждый) {number} (часа|часов|час|ч)', 'раз в {number} (часа|часов|час|ч)'],
    },
    ({ number }) => (number > 0 ? often({ everyHours: number }) : undefined),
    0.5,
  ),
  rule<Counted, Slot>(
    {
      en: ['every {number} (days|day)', 'once (every|in) {number} days'],
      ru: ['(каждые|каждых) {number} (дня|дней|день|суток)', 'раз в {number} (дня|дней|суток)'],
    },
    ({ number }) => (number > 0 ? often({ everyDays: number }) : undefined),
    0.5,
  ),
  rule({ en: ['every other day', 'every second day'], ru: ['через день', 'раз в два дня'] }, () =>
    often({ everyDays: 2 }),
  ),
  rule<{ days: number[] }, Slot>(
    {
      en: [
        '[on] (every|each) {days:weekdays} [of each week]',
        '[on] {days:weekdays}',
        'weekly on {days:weekdays}',
        'every week on {days:weekdays}',
        'from {days:dayspan}',
      ],
      ru: [
        '(каждый|каждую|каждое|каждые) {days:weekdays}',
        '(по|в|во) {days:weekdays}',
        '(еженедельно|каждую неделю|раз в неделю) (по|в|во) {days:weekdays}',
        'с {days:dayspan}',
        '{days:dayspan}',
      ],
    },
    ({ days }) => often({ daysOfWeek: [...new Set(days)].sort() }),
    0.2,
  ),
  // "every day except Sunday": the other days.
  rule<{ days: number[] }, Slot>(
    {
      en: ['[every day|daily|each day] (except|excluding|but not|apart from) [on] {days:weekdays}'],
      ru: ['[каждый день|ежедневно|каждые сутки] [,] (кроме|исключая|за исключением) {days:weekdays}'],
    },
    ({ days }) => often({ daysOfWeek: [0, 1, 2, 3, 4, 5, 6].filter((day) => !days.includes(day)) }),
    0.6,
  ),
  rule<{ ordinals: number[] }, Slot>(
    {
      en: [
        '[on] {ordinals:ordinals} [day] (every|each) month',
        '[on] {ordinals:ordinals} [day] month',
        '(monthly|every month|each month) on {ordinals:ordinals} [day]',
        '(every|each) month on day {ordinals:ordinals}',
        'on day {ordinals:ordinals} (every|each) month',
        'every {ordinals:ordinals} day month',
      ],
      ru: [
        '{ordinals:ordinals} [числа|число] каждого месяца',
        '(каждого|каждое) {ordinals:ordinals} (числа|число) [месяца]',
        '(ежемесячно|каждый месяц|раз в месяц) {ordinals:ordinals} [числа]',
        '{ordinals:ordinals} числа [месяца]',
        'в {ordinals:ordinals} (день|число) [каждого] месяца',
      ],
    },
    ({ ordinals }) =>
      ordinals.every((day) => day >= 1 && day <= 31)
        ? often({ daysOfMonth: [...new Set(ordinals)].sort((a, b) => a - b).join(',') })
        : undefined,
    0.5,
  ),
];

const clocks: SlotRule[] = [
  rule<{ clocks: number[] }, Slot>(
    {
      en: ["[at|around] {clocks:clocks} [o'clock]", 'starting at {clocks:clocks}'],
      ru: ['[в|во|к|около|примерно в|ровно в] {clocks:clocks}', 'начиная с {clocks:clocks}'],
    },
    ({ clocks: minutes }) => ({ slot: 'clock', minutes }),
  ),
  rule<{ hours: number[] }, Slot>(
    { en: ["at {hours:barehours} [o'clock]"], ru: ['(в|во|к) {hours:barehours} [час|часа|часов]'] },
    ({ hours }) => ({ slot: 'clock', minutes: hours }),
    -0.2,
  ),
  rule<{ clock: number }, Slot>(
    { en: ['[at|around] {clock:spokenclock}'], ru: ['[в|во|к|около] {clock:spokenclock}'] },
    ({ clock }) => ({ slot: 'clock', minutes: [clock] }),
    0.2,
  ),
  rule<{ a: number; b: number }, Slot>(
    {
      en: ['(from|between) {a:hour} (to|and|till|until) {b:hour}'],
      ru: ['с {a:hour} до {b:hour}', 'между {a:hour} и {b:hour}'],
    },
    ({ a, b }) => ({ slot: 'clock', minutes: [], from: a, to: b }),
  ),
];

const zones: SlotRule[] = [
  ...timezones.map(([pattern, timezone]) =>
    rule({ en: [`[in|by] ${pattern} [timezone|time zone]`] }, (): Slot => ({ slot: 'timezone', timezone })),
  ),
  rule<{ zone: string }, Slot>(
    {
      en: ['[in|by] [time zone|timezone] {zone} [time|timezone]'],
      ru: ['[по] [времени|часовому поясу|часовой пояс|в часовом поясе] {zone}'],
    },
    ({ zone }) => ({ slot: 'timezone', timezone: zone }),
  ),
];

/** When the pipeline runs. */
export const scheduleRules: SlotRule[] = [
  ...fixed.map(([frequency, en, ru]) => rule({ en, ru }, () => often(frequency), 0.3)),
  ...counted,
  ...clocks,
  ...zones,
  rule<{ cron: string }, Slot>(
    {
      en: ['[by|on|with] [cron|schedule|crontab] [schedule|expression] [:] {cron}'],
      ru: ['[по] [крону|расписанию|крон|расписание] [:] {cron}'],
    },
    ({ cron }) => ({ slot: 'schedule', cron }),
    0.5,
  ),
  rule(
    {
      en: ['manually', 'by hand', 'on demand', 'once', 'one time', 'one-time', 'one-off'],
      ru: [
        'вручную',
        'руками',
        'по требованию',
        'один раз',
        'однократно',
        'разово',
        'единоразово',
        'по запросу',
      ],
    },
    (): Slot => ({ slot: 'schedule', manual: true }),
  ),
];

const readHour: Reader = (tokens, at) => {
  const token = tokens[at];
  if (token?.kind === 'time' && token.minutes !== undefined)
    return [{ end: at + 1, value: token.minutes, score: 1 }];
  const spoken = readNumber(tokens, at);
  if (!spoken || spoken.value >= 24 || !Number.isInteger(spoken.value)) return [];
  const skip = /^(час|часа|часов|o'clock)$/.test(tokens[spoken.end]?.lower ?? '') ? 1 : 0;
  const half = partOfDay(tokens[spoken.end + skip]?.lower ?? '', spoken.value);
  const end = spoken.end + skip;
  return half === undefined
    ? [{ end, value: spoken.value * 60, score: 0.9 }]
    : [{ end: end + 1, value: half * 60, score: 1 }];
};

/** `утра`, `вечера`: which of the two hours of that name. */
function partOfDay(word: string, hour: number): number | undefined {
  if (/^(утра|утром|ночи|ночью|am)$/.test(word)) return hour === 12 ? 0 : hour;
  if (/^(дня|днем|вечера|вечером|pm)$/.test(word)) return hour < 12 ? hour + 12 : hour;
  return undefined;
}

/** "В одну таблицу" is no clock; "в час" is said otherwise. */
const readBareHour: Reader = (tokens, at) => {
  if (/^(од(ин|на|ну|но|ной|ном|ного)|one)$/.test(tokens[at]?.lower ?? '')) return [];
  const spoken = readNumber(tokens, at);
  return spoken && spoken.value >= 0 && spoken.value < 24 && Number.isInteger(spoken.value)
    ? [{ end: spoken.end, value: spoken.value * 60, score: 1 }]
    : [];
};

const partsOfHour: [RegExp, number][] = [
  [/^(half|половин[аеу])$/, 30],
  [/^(quarter|четверть|четверти)$/, 15],
];
const hoursInGenitive =
  'первого,второго,третьего,четвертого,пятого,шестого,седьмого,восьмого,девятого,десятого,одиннадцатого,двенадцатого'.split(
    ',',
  );

/** `quarter past six`, `ten to nine`, `половине восьмого`, `без четверти девять`, then which half of the day. */
const readSpokenClock: Reader = (tokens, at) => {
  const spoken = englishClock(tokens, at) ?? russianClock(tokens, at);
  if (!spoken) return [];
  const { minutes, end } = spoken;
  const skip = /^(in|at)$/.test(tokens[end]?.lower ?? '') ? 1 : 0;
  const half = partOfDay(dayParts[tokens[end + skip]?.lower ?? ''] ?? '', Math.floor(minutes / 60));
  return half === undefined
    ? [{ end, value: minutes, score: 1 }]
    : [{ end: end + skip + 1, value: half * 60 + (minutes % 60), score: 1 }];
};

const dayParts: Record<string, string> = {
  morning: 'am',
  afternoon: 'pm',
  evening: 'pm',
  night: 'pm',
  ...Object.fromEntries(
    'утра,утром,ночи,ночью,am,дня,днем,вечера,вечером,pm'.split(',').map((word) => [word, word]),
  ),
};

type Spoken = { minutes: number; end: number } | undefined;

function englishClock(tokens: Parameters<Reader>[0], at: number): Spoken {
  const named = partsOfHour.find(([form]) => form.test(tokens[at]?.lower ?? ''))?.[1];
  const counted = named === undefined ? readNumber(tokens, at) : { value: named, end: at + 1 };
  const way = tokens[counted?.end ?? 0]?.lower;
  const hour = counted && /^(past|to)$/.test(way ?? '') ? readNumber(tokens, counted.end + 1) : undefined;
  if (!counted || !hour || counted.value >= 60 || hour.value < 1 || hour.value > 12) return undefined;
  const minutes = hour.value * 60 + (way === 'past' ? counted.value : -counted.value);
  return { minutes, end: hour.end };
}

function russianClock(tokens: Parameters<Reader>[0], at: number): Spoken {
  const word = tokens[at]?.lower ?? '';
  const part = partsOfHour.find(([form]) => form.test(word))?.[1];
  const genitive = hoursInGenitive.indexOf(tokens[at + 1]?.lower ?? '');
  if (part !== undefined && genitive >= 0) return { minutes: genitive * 60 + part, end: at + 2 };
  if (word !== 'без') return undefined;
  const named = partsOfHour.find(([form]) => form.test(tokens[at + 1]?.lower ?? ''))?.[1];
  const lacking = named === undefined ? readNumber(tokens, at + 1) : { value: named, end: at + 2 };
  const skip = /^минут/.test(tokens[lacking?.end ?? 0]?.lower ?? '') ? 1 : 0;
  const hour = lacking && lacking.value < 60 ? readNumber(tokens, lacking.end + skip) : undefined;
  return hour && lacking && hour.value >= 1 && hour.value <= 12
    ? { minutes: hour.value * 60 - lacking.value, end: hour.end }
    : undefined;
}

const readClock: Reader = (tokens, at) => {
  const word = tokens[at]?.lower ?? '';
  if (/^(полночь|полуночи|midnight)$/.test(word)) return [{ end: at + 1, value: 0, score: 1 }];
  if (/^(полдень|полудня|noon|midday)$/.test(word)) return [{ end: at + 1, value: 720, score: 1 }];
  const found = readHour(tokens, at).filter(({ score }) => score === 1);
  const next = tokens[found[0]?.end ?? 0]?.lower ?? '';
  const minutes = found[0]?.value as number | undefined;
  const half =
    tokens[at]?.kind === 'time' && minutes !== undefined && minutes % 60 >= 0
      ? partOfDay(next, Math.floor(minutes / 60))
      : undefined;
  return half === undefined
    ? found
    : [{ end: found[0]!.end + 1, value: half * 60 + (minutes! % 60), score: 1 }];
};

const readWeekday: Reader = (tokens, at) => {
  const token = tokens[at];
  const day = weekdays.find(
    ([form]) => form.test(token?.lower ?? '') || form.test(token?.corrected ?? ''),
  )?.[1];
  return day === undefined ? [] : [{ end: at + 1, value: day, score: 1 }];
};

const readDaySpan: Reader = (tokens, at) => {
  const [from] = readWeekday(tokens, at);
  const [to] = /^(по|до|-|–|to|through|till)$/.test(tokens[at + 1]?.lower ?? '')
    ? readWeekday(tokens, at + 2)
    : [];
  if (!from || !to) return [];
  const days = [];
  for (let day = from.value as number; ; day = (day + 1) % 7) {
    days.push(day);
    if (day === to.value || days.length > 7) break;
  }
  return [{ end: to.end, value: days, score: 1 }];
};

const readZone: Reader = (tokens, at) => {
  const [area, slash, place] = tokens.slice(at, at + 3);
  if (area?.kind !== 'word' || slash?.text !== '/' || !place || slash.start !== area.end) return [];
  const zone = `${area.text}/${place.text}`;
  return isTimezone(zone) ? [{ end: at + 3, value: zone, score: 1 }] : [];
};

/** True for names that the platform's time zone tables have. */
function isTimezone(zone: string): boolean {
  try {
    return Boolean(new Intl.DateTimeFormat('en', { timeZone: zone }));
  } catch {
    return false; // RangeError is how Intl says "no such zone"
  }
}

const divides = (word: string): boolean => /^(,|и|and|&)$/.test(word);

/** Readers that only schedules use. `listOf` is handed in, so that this file needs no door to the basic readers. */
export function scheduleReaders(
  listOf: (reader: Reader, divides: (token: { lower: string } | undefined) => boolean) => Reader,
  ordinal: Reader,
): Record<string, Reader> {
  const divider = (token: { lower: string } | undefined) => divides(token?.lower ?? '');
  return {
    hour: readHour,
    clock: readClock,
    barehours: listOf(readBareHour, divider),
    spokenclock: readSpokenClock,
    clocks: listOf(readClock, divider),
    weekdays: listOf(
      readWeekday,
      (token) => divides(token?.lower ?? '') || /^(по|в|во|on)$/.test(token?.lower ?? ''),
    ),
    dayspan: readDaySpan,
    zone: readZone,
    ordinals: listOf(ordinal, divider),
  };
}
