import { scalar, type FunctionSpec } from './function-spec';

/**
 * Dates and times. A timestamp without a zone is a reading of a clock; one with a zone is an instant, and sessions
 * are taken to be in UTC. Weeks start on Monday, as ISO 8601 says.
 */
export const time: FunctionSpec[] = [
  scalar('now', '-> timestamptz', [["now() > timestamptz '2020-01-01 00:00:00+00'", true]]),
  scalar('current_date', '-> date', [["current_date > date '2020-01-01'", true]]),
  scalar('localtimestamp', '-> timestamp', [["localtimestamp > timestamp '2020-01-01 00:00:00'", true]]),
  scalar(
    'date_trunc',
    ['string, timestamp -> timestamp', 'string, timestamptz -> timestamptz'],
    [
      ["date_trunc('month', timestamp '2024-02-29 13:45:10')", '2024-02-01 00:00:00'],
      ["date_trunc('week', timestamp '2024-03-03 10:00:00')", '2024-02-26 00:00:00'],
      ["date_trunc('quarter', date '2024-08-15')", '2024-07-01 00:00:00'],
      ["date_trunc('year', date '2024-08-15')", '2024-01-01 00:00:00'],
      ["date_trunc('day', timestamp '1969-12-31 23:59:59')", '1969-12-31 00:00:00'],
      ["date_trunc('hour', timestamp '2024-02-29 13:45:10')", '2024-02-29 13:00:00'],
      ["date_trunc('minute', timestamp '2024-02-29 13:45:10.5')", '2024-02-29 13:45:00'],
      ["date_trunc('second', timestamp '2024-02-29 13:45:10.5')", '2024-02-29 13:45:10'],
      ["date_trunc('month', null::date)", null],
    ],
  ),
  scalar(
    'extract',
    [
      'string, timestamp -> decimal(10,0)',
      'string, timestamptz -> decimal(10,0)',
      'string, time -> decimal(10,0)',
      'string, interval -> decimal(10,0)',
    ],
    [
      ["extract(year from date '2024-02-29')", 2024],
      ["extract(month from timestamp '2024-02-29 13:45:10')", 2],
      ["extract(day from date '2024-02-29')", 29],
      ["extract(hour from timestamp '2024-02-29 13:45:10')", 13],
      ["extract(minute from timestamp '2024-02-29 13:45:10')", 45],
      ["extract(second from timestamp '2024-02-29 13:45:10.25')", 10.25],
      ["extract(dow from date '2024-03-03')", 0],
      ["extract(isodow from date '2024-03-03')", 7],
      ["extract(doy from date '2024-03-01')", 61],
      ["extract(week from date '2024-12-30')", 1],
      ["extract(isoyear from date '2024-12-30')", 2025],
      ["extract(quarter from date '2024-08-15')", 3],
      ["extract(epoch from timestamp '1970-01-02 00:00:00.5')", 86400.5],
      ["extract(epoch from timestamptz '2024-01-01 03:00:00+03')", 1704067200],
    ],
  ),
  scalar('make_date', 'integer, integer, integer -> date', [['make_date(2024, 2, 29)', '2024-02-29']]),
  scalar('make_timestamp', 'integer, integer, integer, integer, integer, float -> timestamp', [
    ['make_timestamp(2024, 2, 29, 13, 45, 10)', '2024-02-29 13:45:10'],
  ]),
  scalar(
    'to_char',
    ['timestamp, string -> string', 'timestamptz, string -> string'],
    [
      ["to_char(timestamp '2024-02-09 13:05:07', 'YYYY-MM-DD HH24:MI:SS')", '2024-02-09 13:05:07'],
      ["to_char(date '2024-02-09', 'DD.MM.YYYY')", '09.02.2024'],
      ["to_char(date '2024-02-09', 'DDD IW YY')", '040 06 24'],
      ["to_char(date '2024-02-09', 'Q')", '1'],
      ["to_char(date '2024-02-09', 'Dy, DD Mon')", 'Fri, 09 Feb'],
      ["to_char(timestamp '2024-02-09 15:05:07', 'HH12:MI AM')", '03:05 PM'],
      ["to_char(date '2024-02-09', 'FMMonth')", 'February'],
      ["to_char(date '2024-02-09', 'YYYY\"г.\"')", '2024г.'],
    ],
  ),
  scalar('to_date', 'string, string -> date', [
    ["to_date('09.02.2024', 'DD.MM.YYYY')", '2024-02-09'],
    ["to_date('20240229', 'YYYYMMDD')", '2024-02-29'],
    ["to_date(null::text, 'YYYY')", null],
  ]),
  scalar(
    'to_timestamp',
    ['string, string -> timestamptz', 'float -> timestamptz'],
    [
      ["to_timestamp('09.02.2024 13:05', 'DD.MM.YYYY HH24:MI')", '2024-02-09 13:05:00+00'],
      ['to_timestamp(86400)', '1970-01-02 00:00:00+00'],
      ['to_timestamp(0.5)', '1970-01-01 00:00:00.5+00'],
    ],
  ),
  scalar(
    'timezone',
    ['string, timestamptz -> timestamp', 'string, timestamp -> timestamptz'],
    [
      ["timestamptz '2024-01-01 12:00:00+00' at time zone 'Europe/Moscow'", '2024-01-01 15:00:00'],
      ["timestamp '2024-07-01 12:00:00' at time zone 'America/New_York'", '2024-07-01 16:00:00+00'],
    ],
  ),
  scalar('date_bin', 'interval, timestamp, timestamp -> timestamp', [
    [
      "date_bin(interval '15 minutes', timestamp '2024-02-29 13:44:10', timestamp '2000-01-01 00:00:00')",
      '2024-02-29 13:30:00',
    ],
  ]),
];
