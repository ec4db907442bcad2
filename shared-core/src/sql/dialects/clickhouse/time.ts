import { parseInterval } from '../../interval';
import type { Expression } from '../../ast';
import { level } from '../../print/level';
import { atom, type Printed, type Printer } from '../../print/printer';
import { argument, called, literalArgument, type Call } from '../spell';
import { formatPattern } from '../time-pattern';
import { timeTokens } from './time-tokens';

const pattern = (call: Call, printer: Printer) => formatPattern(call, timeTokens, printer);

/** Its date_trunc gives a date for coarse units; PostgreSQL's always gives a timestamp. */
export function dateTrunc(call: Call, printer: Printer): Printed {
  const cut = `date_trunc(${argument(call, 0, printer)}, ${argument(call, 1, printer)})`;
  return called('toDateTime64', cut, '6');
}

const parts: Record<string, string> = {
  year: 'toYear($)',
  month: 'toMonth($)',
  day: 'toDayOfMonth($)',
  hour: 'toHour($)',
  minute: 'toMinute($)',
  dow: 'toDayOfWeek($) % 7',
  isodow: 'toDayOfWeek($)',
  doy: 'toDayOfYear($)',
  week: 'toISOWeek($)',
  isoyear: 'toISOYear($)',
  quarter: 'toQuarter($)',
  second: "toUnixTimestamp64Micro(toDateTime64($, 6)) % 60000000 * toDecimal64('0.000001', 6)",
  epoch: "toUnixTimestamp64Micro(toDateTime64($, 6)) * toDecimal64('0.000001', 6)",
};

export function extract(call: Call, printer: Printer): Printed {
  const unit = literalArgument(call, 0)?.toLowerCase() ?? '';
  const seconds = unit === 'epoch' ? secondsBetween(call.arguments[1], printer) : undefined;
  const template = parts[unit];
  if (seconds) return seconds;
  if (call.arguments[1] && printer.typeOf(call.arguments[1])?.kind === 'interval')
    return printer.refuse(`extract(${unit}) of an interval`, {
      en: 'its intervals are of one unit and have no parts',
      ru: 'его интервалы из одной единицы и частей не имеют',
    });
  if (!template)
    return printer.refuse(`extract(${unit})`, { en: 'it has no such part', ru: 'такой части в нём нет' });
  const text = template.replace('$', argument(call, 1, printer));
  return { text, level: /[%*]/.test(template) ? level.multiply : level.atom };
}

/** `extract(epoch from a - b)`, the way to say a difference without intervals, which ClickHouse cannot give. */
function secondsBetween(difference: Expression | undefined, printer: Printer): Printed | undefined {
  if (difference?.kind !== 'binary' || difference.operator !== '-') return undefined;
  if (printer.typeOf(difference)?.kind !== 'interval') return undefined;
  const text = `dateDiff('microsecond', ${printer.text(difference.right)}, ${printer.text(difference.left)}) * toDecimal64('0.000001', 6)`;
  return { text, level: level.multiply };
}

export const toChar = (call: Call, printer: Printer): Printed =>
  called('formatDateTime', argument(call, 0, printer), pattern(call, printer));

export const toDate = (call: Call, printer: Printer): Printed => called('toDate32', parsed(call, printer));

export function toTimestamp(call: Call, printer: Printer): Printed {
  if (call.arguments.length > 1) return atom(parsed(call, printer));
  const [seconds] = call.arguments as [Expression];
  return called(
    'fromUnixTimestamp64Micro',
    `toInt64(round(${printer.operand(seconds, level.multiply)} * 1000000))`,
    "'UTC'",
  );
}

const parsed = (call: Call, printer: Printer) =>
  `parseDateTime64(${argument(call, 0, printer)}, ${pattern(call, printer)})`;

/** An instant becomes the reading of a clock there, a reading becomes the instant; sessions are in UTC. */
export function atTimeZone(call: Call, printer: Printer): Printed {
  const [, moment] = call.arguments as [Expression, Expression];
  const type = printer.typeOf(moment);
  if (type?.kind !== 'timestamp' && type?.kind !== 'date')
    return printer.refuse('AT TIME ZONE of a field of unknown type', {
      en: 'it depends on whether the timestamp has a zone: give the schemas, or cast it',
      ru: 'зависит от того, есть ли у метки времени пояс: дайте схемы или приведите её',
    });
  const isInstant = type.kind === 'timestamp' && type.zone;
  const text = argument(call, 1, printer);
  return isInstant
    ? called('fromUTCTimestamp', withoutZone(text), argument(call, 0, printer))
    : called('toUTCTimestamp', text, argument(call, 0, printer));
}

/** fromUTCTimestamp refuses a type that names a zone, and a CAST keeps the name. */
const withoutZone = (text: string) =>
  `fromUnixTimestamp64Micro(toUnixTimestamp64Micro(toDateTime64(${text}, 6)))`;

/** toStartOfInterval with an origin takes an interval of one unit. */
export function dateBin(call: Call, printer: Printer): Printed {
  const [step] = call.arguments;
  const units = step?.kind === 'interval' ? parseInterval(step.amount) : undefined;
  if (units?.length !== 1)
    return printer.refuse('date_bin() by this interval', {
      en: 'it needs a literal interval of one unit',
      ru: 'нужен литерал интервала из одной единицы',
    });
  return called(
    'toStartOfInterval',
    argument(call, 1, printer),
    argument(call, 0, printer),
    argument(call, 2, printer),
  );
}
