-- flights-with-states: step mart → public.flights_by_state (append)
-- AI-ETL 63528190d50e
-- Before: load flights-3m.parquet (connection files, step flights) into staging.flights
-- Before: load airports.csv (connection files, step airports) into staging.airports

CREATE DATABASE IF NOT EXISTS public;

CREATE TABLE IF NOT EXISTS public.flights_by_state
(
  `date`     DateTime64(6),
  departure  String,
  state      String,
  is_late    Nullable(Bool),
  kilometres Decimal(26, 6),
  INDEX state_bloom state TYPE bloom_filter(0.01) GRANULARITY 4
)
ENGINE = MergeTree
PARTITION BY toYYYYMM(`date`)
ORDER BY tuple();

INSERT INTO public.flights_by_state (`date`, departure, state, is_late, kilometres)
WITH flights AS (
  SELECT `date`, delay, distance, origin
  FROM staging.flights
  WHERE distance > 50
), airports AS (
  SELECT iata, state
  FROM staging.airports
  WHERE country = 'USA'
), from_where AS (
  SELECT
    flights.`date`,
    flights.delay,
    flights.distance,
    flights.origin,
    airports.state
  FROM flights
  LEFT JOIN airports ON flights.origin = airports.iata
  SETTINGS join_use_nulls = 1
), speed AS (
  SELECT
    from_where.`date`,
    from_where.origin,
    coalesce(from_where.state, 'unknown') AS state,
    toBool(from_where.delay > 15) AS is_late,
    from_where.distance * toDecimal128('1.609344', 6) AS kilometres
  FROM from_where
), long_ones AS (
  SELECT *
  FROM speed
  WHERE state <> 'AK'
)
SELECT
  `date`,
  origin AS departure,
  state,
  is_late,
  kilometres
FROM long_ones;
