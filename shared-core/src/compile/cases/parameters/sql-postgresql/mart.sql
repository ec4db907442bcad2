-- flights-since: step mart → late_flights (append)
-- AI-ETL 063f650fb97e
-- Before: load flights.csv (connection files, step flights) into staging.flights

BEGIN;

CREATE TABLE IF NOT EXISTS late_flights (
  date        timestamp without time zone NOT NULL,
  delay       bigint,
  distance    bigint NOT NULL,
  origin      text NOT NULL,
  destination text NOT NULL
);

INSERT INTO late_flights (date, delay, distance, origin, destination)
SELECT
  date,
  delay,
  distance,
  origin,
  destination
FROM staging.flights
WHERE delay >= 15
  AND date >= '2001-01-01'::date
  AND origin <> 'O''Hare'
  AND date > '2001-01-01 00:00:00'::timestamp(6);

COMMIT;
