-- Makes the table in which files/flights.csv lands

DROP TABLE IF EXISTS analytics.delayed_flights_by_airport__flights
;

CREATE DATABASE IF NOT EXISTS analytics
;

CREATE TABLE analytics.delayed_flights_by_airport__flights
(
  `date`      Nullable(DateTime64(6)),
  delay       Nullable(Int64),
  distance    Nullable(Int64),
  origin      Nullable(String),
  destination Nullable(String)
)
ENGINE = MergeTree
ORDER BY tuple()
;
