-- delays-for-partners: step as_parquet → delays.parquet (replace)
-- AI-ETL 5b05e6275e24
-- Before: load flights.csv (connection files, step flights) into staging.flights
-- Before: load public.airports (connection warehouse, step airports) into staging.airports

CREATE DATABASE IF NOT EXISTS delays;

CREATE TABLE IF NOT EXISTS delays.parquet
(
  city    Nullable(String),
  flights Int64,
  total   Nullable(Int64),
  `last`  Nullable(Date32)
)
ENGINE = MergeTree
ORDER BY tuple();

DROP TABLE IF EXISTS delays.parquet__new;

CREATE TABLE delays.parquet__new AS delays.parquet;

INSERT INTO delays.parquet__new (city, flights, total, `last`)
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

EXCHANGE TABLES delays.parquet__new AND delays.parquet;

DROP TABLE delays.parquet__new;
