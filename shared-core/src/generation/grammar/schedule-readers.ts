import { weekdays } from '../lexicon/calendar';
import { readNumber } from '../text/numbers';
import type { Reader } from './pattern';

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
