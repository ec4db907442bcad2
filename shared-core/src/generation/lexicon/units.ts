import type { Dimension } from './concepts';

/** A unit of measure: its words, and how many base units one of it has. */
export interface Unit {
  id: string;
  dimension: Dimension;
  factor: number;
  ru: string;
  en: string;
  /** How a column name says that it is in this unit. */
  columns: string;
}

/** Base units: second, metre, gram, litre. Money and temperature are never converted. */
export const units: Unit[] = [
  {
    id: 'millisecond',
    dimension: 'time',
    factor: 0.001,
    ru: 'мс,миллисекунда',
    en: 'ms,msec,millisecond',
    columns: 'ms,msec,millis,milliseconds',
  },
  {
    id: 'second',
    dimension: 'time',
    factor: 1,
    ru: 'секунда,сек,с',
    en: 'second,sec,s',
    columns: 's,sec,secs,seconds',
  },
  {
    id: 'minute',
    dimension: 'time',
    factor: 60,
    ru: 'минута,мин',
    en: 'minute,min',
    columns: 'min,mins,minutes',
  },
  { id: 'hour', dimension: 'time', factor: 3600, ru: 'час,ч', en: 'hour,hr,h', columns: 'h,hr,hrs,hours' },
  {
    id: 'day',
    dimension: 'time',
    factor: 86400,
    ru: 'день,дня,дней,сутки,суток,дн',
    en: 'day',
    columns: 'day,days',
  },
  { id: 'week', dimension: 'time', factor: 604800, ru: 'неделя,недель', en: 'week', columns: 'weeks' },
  { id: 'month', dimension: 'time', factor: 2629800, ru: 'месяц,мес', en: 'month', columns: 'months' },
  {
    id: 'year',
    dimension: 'years',
    factor: 1,
    ru: 'год,лет,года',
    en: 'year,yr,years old',
    columns: 'years',
  },
  {
    id: 'millimetre',
    dimension: 'length',
    factor: 0.001,
    ru: 'мм,миллиметр',
    en: 'mm,millimeter,millimetre',
    columns: 'mm',
  },
  {
    id: 'centimetre',
    dimension: 'length',
    factor: 0.01,
    ru: 'см,сантиметр',
    en: 'cm,centimeter,centimetre',
    columns: 'cm',
  },
  {
    id: 'metre',
    dimension: 'length',
    factor: 1,
    ru: 'м,метр',
    en: 'm,meter,metre',
    columns: 'm,meters,metres',
  },
  {
    id: 'kilometre',
    dimension: 'length',
    factor: 1000,
    ru: 'км,километр',
    en: 'km,kilometer,kilometre',
    columns: 'km,kms',
  },
  { id: 'mile', dimension: 'length', factor: 1609.344, ru: 'миля,миль', en: 'mile,mi', columns: 'mi,miles' },
  { id: 'foot', dimension: 'length', factor: 0.3048, ru: 'фут', en: 'foot,feet,ft', columns: 'ft,feet' },
  { id: 'gram', dimension: 'mass', factor: 1, ru: 'г,гр,грамм', en: 'g,gram', columns: 'g,grams' },
  {
    id: 'kilogram',
    dimension: 'mass',
    factor: 1000,
    ru: 'кг,килограмм,кило',
    en: 'kg,kilogram,kilo',
    columns: 'kg,kgs',
  },
  { id: 'ton', dimension: 'mass', factor: 1_000_000, ru: 'тонна,т', en: 'ton,tonne', columns: 't,tons' },
  {
    id: 'pound',
    dimension: 'mass',
    factor: 453.59237,
    ru: 'фунт',
    en: 'pound,lb,lbs',
    columns: 'lb,lbs,pounds',
  },
  {
    id: 'litre',
    dimension: 'volume',
    factor: 1,
    ru: 'л,литр',
    en: 'l,liter,litre',
    columns: 'l,liters,litres',
  },
  {
    id: 'percent',
    dimension: 'percent',
    factor: 1,
    ru: '%,процент',
    en: '%,percent,pct',
    columns: 'pct,percent',
  },
  {
    id: 'degree',
    dimension: 'temperature',
    factor: 1,
    ru: 'градус,°,°c,цельсий',
    en: 'degree,°,°c,celsius',
    columns: 'c,celsius',
  },
  {
    id: 'ruble',
    dimension: 'money',
    factor: 1,
    ru: 'рубль,руб,р,₽',
    en: 'ruble,rouble,rub,₽',
    columns: 'rub',
  },
  {
    id: 'dollar',
    dimension: 'money',
    factor: 1,
    ru: 'доллар,$,бакс',
    en: 'dollar,usd,$,buck',
    columns: 'usd',
  },
  { id: 'euro', dimension: 'money', factor: 1, ru: 'евро,€', en: 'euro,eur,€', columns: 'eur' },
  { id: 'kilometre-per-hour', dimension: 'speed', factor: 1, ru: 'км/ч', en: 'km/h,kmh', columns: 'kmh' },
  { id: 'knot', dimension: 'speed', factor: 1.852, ru: 'узел', en: 'knot', columns: 'knots' },
  {
    id: 'piece',
    dimension: 'percent',
    factor: NaN,
    ru: 'штука,шт,раз',
    en: 'piece,pcs,item,time',
    columns: '',
  },
];
