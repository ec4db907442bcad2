-- delayed-flights-by-airport: step mart → analytics.delayed_flights (replace)
-- AI-ETL f115c4e74972, analytics
-- Before: load flights.csv (connection files, step flights) into staging.flights

BEGIN;

DO $ddl$ BEGIN
  IF to_regnamespace('analytics') IS NULL THEN CREATE SCHEMA analytics; END IF;
EXCEPTION WHEN duplicate_schema OR unique_violation THEN NULL; -- another session was faster
END $ddl$;

CREATE TABLE IF NOT EXISTS analytics.delayed_flights (
  origin      text NOT NULL,
  flights     bigint NOT NULL,
  total_delay numeric(38,0)
);

DELETE FROM analytics.delayed_flights;

INSERT INTO analytics.delayed_flights (origin, flights, total_delay)
WITH flights AS (
  SELECT delay, origin
  FROM staging.flights
  WHERE delay > 15
)
SELECT origin, count(*) AS flights, sum(delay) AS total_delay
FROM flights
GROUP BY origin;

COMMIT;
