-- flights-with-states: шаг mart → public.flights_by_state (append)
-- AI-ETL 63528190d50e

BEGIN;

CREATE OR REPLACE TABLE public.flights_by_state__rows AS
WITH flights AS (
  SELECT date, delay, distance, origin
  FROM read_parquet('flights-3m.parquet') AS flights
  WHERE distance > 50
), airports AS (
  SELECT iata, state
  FROM read_csv('airports.csv') AS airports
  WHERE country = 'USA'
), from_where AS (
  SELECT
    flights.date,
    flights.delay,
    flights.distance,
    flights.origin,
    airports.state
  FROM flights
  LEFT JOIN airports ON flights.origin = airports.iata
), speed AS (
  SELECT
    from_where.date,
    from_where.origin,
    coalesce(from_where.state, 'unknown') AS state,
    from_where.delay > 15 AS is_late,
    from_where.distance * 1.609344 AS kilometres
  FROM from_where
), long_ones AS (
  SELECT *
  FROM speed
  WHERE state <> 'AK'
)
SELECT
  date,
  origin AS departure,
  state,
  is_late,
  kilometres
FROM long_ones;

CREATE TABLE IF NOT EXISTS public.flights_by_state AS
FROM public.flights_by_state__rows LIMIT 0;

INSERT INTO public.flights_by_state BY NAME
FROM public.flights_by_state__rows;

DROP TABLE public.flights_by_state__rows;

COMMIT;
