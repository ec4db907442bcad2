-- delays-for-partners: step as_csv → out/delays.csv.gz (replace)
-- AI-ETL 5b05e6275e24
-- Before: load flights.csv (connection files, step flights) into staging.flights
-- Before: load public.airports (connection warehouse, step airports) into staging.airports

CREATE DATABASE IF NOT EXISTS csv;

CREATE TABLE IF NOT EXISTS csv.gz
(
  city    Nullable(String),
  flights Int64,
  total   Nullable(Int64),
  `last`  Nullable(Date32)
)
ENGINE = MergeTree
ORDER BY tuple();

DROP TABLE IF EXISTS csv.gz__new;

CREATE TABLE csv.gz__new AS csv.gz;

INSERT INTO csv.gz__new (city, flights, total, `last`)
WITH flights AS (
  SELECT origin, delay, day
  FROM staging.flights
), airports AS (
  SELECT code, city
  FROM staging.airports
), checked AS (
  SELECT *
  FROM flights
), placed AS (
  SELECT checked.delay, checked.day, airports.city
  FROM checked
  LEFT JOIN airports ON checked.origin = airports.code
  SETTINGS join_use_nulls = 1
)
SELECT city, count() AS flights, sum(delay) AS total, max(day) AS `last`
FROM placed
GROUP BY city;

EXCHANGE TABLES csv.gz__new AND csv.gz;

DROP TABLE csv.gz__new;
