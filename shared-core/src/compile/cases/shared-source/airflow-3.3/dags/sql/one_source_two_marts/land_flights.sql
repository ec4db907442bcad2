-- Takes the rows of files/flights.csv as they are

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

INSERT INTO marts.one_source_two_marts__flights (`date`, delay, distance, origin, destination) SETTINGS date_time_input_format = 'best_effort', input_format_csv_empty_as_default = 1, format_csv_null_representation = '' FORMAT CSVWithNames
;
