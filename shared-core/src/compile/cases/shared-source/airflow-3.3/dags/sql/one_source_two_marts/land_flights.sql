-- Makes the table in which files/flights.csv lands

DROP TABLE IF EXISTS marts.one_source_two_marts__flights
;

CREATE DATABASE IF NOT EXISTS marts
;

CREATE TABLE marts.one_source_two_marts__flights
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
