-- readings-log: step load → analytics.readings (append)
-- AI-ETL 571051021965
-- Before: load readings.csv (connection files, step readings) into staging.readings

BEGIN;

DO $ddl$ BEGIN
  IF to_regnamespace('analytics') IS NULL THEN CREATE SCHEMA analytics; END IF;
EXCEPTION WHEN duplicate_schema OR unique_violation THEN NULL; -- another session was faster
END $ddl$;

CREATE TABLE IF NOT EXISTS analytics.readings (
  at     timestamp without time zone,
  sensor text,
  value  double precision
);

INSERT INTO analytics.readings (at, sensor, value)
SELECT at, sensor, value
FROM staging.readings;

COMMIT;
