-- one-source-two-marts: step mart → marts.late_flights (append)
-- AI-ETL f86abdbeaeb5
-- Before: load flights.csv (connection files, step flights) into staging.flights

BEGIN;

DO $ddl$ BEGIN
  IF to_regnamespace('marts') IS NULL THEN CREATE SCHEMA marts; END IF;
EXCEPTION WHEN duplicate_schema OR unique_violation THEN NULL; -- another session was faster
END $ddl$;

CREATE TABLE IF NOT EXISTS marts.late_flights (
  date        timestamp without time zone NOT NULL,
  delay       bigint,
  distance    bigint NOT NULL,
  origin      text NOT NULL,
  destination text NOT NULL
);

INSERT INTO marts.late_flights (date, delay, distance, origin, destination)
WITH flights AS (
  SELECT
    date,
    delay,
    distance,
    origin,
    destination
  FROM staging.flights
)
SELECT *
FROM flights
WHERE delay > 106;

COMMIT;
