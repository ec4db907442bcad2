-- Publishes the rows of marts.calm_airports (replace)

CREATE DATABASE IF NOT EXISTS marts
;

CREATE TABLE IF NOT EXISTS marts.calm_airports
(
  origin  String,
  flights Int64,
  miles   Decimal(38, 0),
  iata    Nullable(String)
)
ENGINE = MergeTree
ORDER BY tuple()
;

DROP TABLE IF EXISTS marts.calm_airports__new
;

CREATE TABLE marts.calm_airports__new AS marts.calm_airports
;

INSERT INTO marts.calm_airports__new (origin, flights, miles, iata)
WITH flights AS (
  SELECT delay, distance, origin
  FROM marts.one_source_two_marts__flights
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
  SELECT origin, count() AS flights, sum(toDecimal128(distance, 0)) AS miles
  FROM flights
  GROUP BY origin
), calm AS (
  SELECT all_airports.origin, all_airports.flights, all_airports.miles, late_airports.iata
  FROM all_airports
  LEFT JOIN late_airports ON all_airports.origin = late_airports.iata
  SETTINGS join_use_nulls = 1
)
SELECT *
FROM calm
WHERE iata IS NULL AND flights > 1 AND origin <> 'ATL'
;

EXCHANGE TABLES marts.calm_airports__new AND marts.calm_airports
;

DROP TABLE marts.calm_airports__new
;
