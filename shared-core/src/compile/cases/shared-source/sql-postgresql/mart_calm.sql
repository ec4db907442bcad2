-- one-source-two-marts: step mart_calm → marts.calm_airports (replace)
-- AI-ETL f86abdbeaeb5
-- Before: load flights.csv (connection files, step flights) into staging.flights

BEGIN;

DO $ddl$ BEGIN
  IF to_regnamespace('marts') IS NULL THEN CREATE SCHEMA marts; END IF;
EXCEPTION WHEN duplicate_schema OR unique_violation THEN NULL; -- another session was faster
END $ddl$;

CREATE TABLE IF NOT EXISTS marts.calm_airports (
  origin  text NOT NULL,
  flights bigint NOT NULL,
  miles   numeric(38,0) NOT NULL,
  iata    text
);

DELETE FROM marts.calm_airports;

INSERT INTO marts.calm_airports (origin, flights, miles, iata)
WITH flights AS (
  SELECT delay, distance, origin
  FROM staging.flights
), late AS (
  SELECT origin
  FROM flights
  WHERE delay > 106
), late_origins AS (
  SELECT origin AS iata
  FROM late
), late_airports AS (
  SELECT DISTINCT *
  FROM late_origins
), all_airports AS (
  SELECT origin, count(*) AS flights, sum(distance) AS miles
  FROM flights
  GROUP BY origin
), calm AS (
  SELECT all_airports.origin, all_airports.flights, all_airports.miles, late_airports.iata
  FROM all_airports
  LEFT JOIN late_airports ON all_airports.origin = late_airports.iata
)
SELECT *
FROM calm
WHERE iata IS NULL AND flights > 1 AND origin <> 'ATL';

COMMIT;
