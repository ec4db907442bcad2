import type { TimeTokens } from '../time-pattern';

/** PostgreSQL's patterns of dates as strftime writes them. */
export const timeTokens: TimeTokens = {
  YYYY: '%Y',
  YY: '%y',
  MM: '%m',
  DD: '%d',
  DDD: '%j',
  HH24: '%H',
  HH12: '%I',
  HH: '%I',
  MI: '%M',
  SS: '%S',
  MS: '%g',
  US: '%f',
  AM: '%p',
  PM: '%p',
  Mon: '%b',
  FMMonth: '%B',
  Dy: '%a',
  FMDay: '%A',
  IW: '%V',
  IYYY: '%G',
  ID: '%u',
  Q: undefined,
};
