-- Takes the rows of files/flights.csv as they are

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

INSERT INTO analytics.delayed_flights_by_airport__flights (`date`, delay, distance, origin, destination) SETTINGS date_time_input_format = 'best_effort', input_format_csv_empty_as_default = 1, format_csv_null_representation = '' FORMAT CSVWithNames
;
