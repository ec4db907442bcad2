import { timezones } from '../../lexicon/calendar';
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
