-- delays-for-partners: step as_lines → out/delays.jsonl (replace)
-- AI-ETL 5b05e6275e24
-- Before: load flights.csv (connection files, step flights) into staging.flights
-- Before: load public.airports (connection warehouse, step airports) into staging.airports

CREATE DATABASE IF NOT EXISTS `out/delays`;

CREATE TABLE IF NOT EXISTS `out/delays`.jsonl
(
  city    Nullable(String),
  flights Int64,
  total   Nullable(Int64),
  `last`  Nullable(Date32)
)
ENGINE = MergeTree
ORDER BY tuple();

DROP TABLE IF EXISTS `out/delays`.jsonl__new;

CREATE TABLE `out/delays`.jsonl__new AS `out/delays`.jsonl;

INSERT INTO `out/delays`.jsonl__new (city, flights, total, `last`)
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

EXCHANGE TABLES `out/delays`.jsonl__new AND `out/delays`.jsonl;

DROP TABLE `out/delays`.jsonl__new;
