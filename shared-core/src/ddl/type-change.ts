import type { Localized } from '../language';
import { printType, type LogicalType } from '../schema';

/** What happens to the values of a field whose type changes. @internal */
export type TypeChange = { kind: 'same' } | { kind: 'widens' } | { kind: 'loses'; why: Localized };

type Kind = LogicalType['kind'];
type Of<K extends Kind> = Extract<LogicalType, { kind: K }>;
type Rule = (from: never, to: never) => Localized | undefined;

const lost = {
  range: { en: 'values may lie outside the new range', ru: 'значения могут не войти в новый диапазон' },
  digits: { en: 'digits would be cut', ru: 'цифры были бы отброшены' },
  exact: { en: 'large values would be rounded', ru: 'большие значения округлились бы' },
  zone: {
    en: 'the instant depends on a time zone that the data does not name',
    ru: 'момент зависит от часового пояса, которого в данных нет',
  },
  time: { en: 'the time of day would be cut', ru: 'время суток было бы отброшено' },
  values: { en: 'some values are no longer in the list', ru: 'часть значений выпала из списка' },
  text: { en: 'not every text can be read so', ru: 'не всякий текст так читается' },
  meaning: { en: 'the types have nothing in common', ru: 'у типов нет ничего общего' },
} satisfies Record<string, Localized>;

const unless = (isSafe: boolean, why: Localized) => (isSafe ? undefined : why);

/** Decimal digits that every value of an integer type fits into. */
const integerDigits = { 8: 3, 16: 5, 32: 10, 64: 20 };

/** `from→to` → what is lost, `undefined` for nothing. A pair that is not here has nothing in common. */
const rules: Record<string, Rule> = {
  'integer→integer': (from: Of<'integer'>, to: Of<'integer'>) =>
    unless(from.signed === to.signed ? to.bits >= from.bits : to.signed && to.bits > from.bits, lost.range),
  'integer→decimal': (from: Of<'integer'>, to: Of<'decimal'>) =>
    unless(to.precision - to.scale >= integerDigits[from.bits], lost.range),
  'integer→float': (from: Of<'integer'>, to: Of<'float'>) =>
    unless(from.bits <= (to.bits === 64 ? 32 : 16), lost.exact),
  'decimal→decimal': (from: Of<'decimal'>, to: Of<'decimal'>) =>
    to.precision - to.scale < from.precision - from.scale
      ? lost.range
      : unless(to.scale >= from.scale, lost.digits),
  'decimal→float': (from: Of<'decimal'>, to: Of<'float'>) =>
    unless(from.precision <= (to.bits === 64 ? 15 : 6), lost.exact),
  'decimal→integer': () => lost.digits,
  'float→float': (from: Of<'float'>, to: Of<'float'>) => unless(to.bits >= from.bits, lost.digits),
  'float→integer': () => lost.digits,
  'float→decimal': () => lost.range,
  'date→timestamp': (_from: Of<'date'>, to: Of<'timestamp'>) => unless(!to.zone, lost.zone),
  'timestamp→timestamp': (from: Of<'timestamp'>, to: Of<'timestamp'>) =>
    from.zone === to.zone ? unless(to.precision >= from.precision, lost.digits) : lost.zone,
  'timestamp→date': () => lost.time,
  'enum→enum': (from: Of<'enum'>, to: Of<'enum'>) =>
    unless(
      from.values.every((value) => to.values.includes(value)),
      lost.values,
    ),
  'string→enum': () => lost.values,
};

/** Whatever has one text form becomes text without loss. */
const sayable: Kind[] = [
  'boolean',
  'integer',
  'decimal',
  'float',
  'date',
  'time',
  'timestamp',
  'interval',
  'uuid',
  'json',
  'enum',
];

/** Compares two types of one field. @internal */
export function typeChange(from: LogicalType, to: LogicalType): TypeChange {
  if (printType(from) === printType(to)) return { kind: 'same' };
  if (to.kind === 'string') return sayable.includes(from.kind) ? { kind: 'widens' } : loses(lost.meaning);
  const rule = rules[`${from.kind}→${to.kind}`];
  if (!rule) return loses(from.kind === 'string' ? lost.text : lost.meaning);
  const why = rule(from as never, to as never);
  return why ? loses(why) : { kind: 'widens' };
}

const loses = (why: Localized): TypeChange => ({ kind: 'loses', why });
