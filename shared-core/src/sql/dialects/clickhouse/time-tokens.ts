import type { TimeTokens } from '../time-pattern';

/** PostgreSQL's patterns of dates as formatDateTime and parseDateTime write them. */
export const timeTokens: TimeTokens = {
  YYYY: '%Y',
  YY: '%y',
  MM: '%m',
  DD: '%d',
  DDD: '%j',
  HH24: '%H',
  HH12: '%I',
  HH: '%I',
  MI: '%i',
  SS: '%S',
  US: '%f',
  AM: '%p',
  PM: '%p',
  Mon: '%b',
  FMMonth: '%M',
  Dy: '%a',
  FMDay: '%W',
  IW: '%V',
  IYYY: '%G',
  ID: '%u',
  Q: '%Q',
};
