-- one-source-two-marts: step mart → marts.late_flights (append)
-- AI-ETL f86abdbeaeb5
-- Before: load flights.csv (connection files, step flights) into staging.flights

CREATE DATABASE IF NOT EXISTS marts;

CREATE TABLE IF NOT EXISTS marts.late_flights
(
  `date`      DateTime64(6),
  delay       Nullable(Int64),
  distance    Int64,
  origin      String,
  destination String
)
ENGINE = MergeTree
ORDER BY tuple();

INSERT INTO marts.late_flights (`date`, delay, distance, origin, destination)
WITH flights AS (
  SELECT
    `date`,
    delay,
    distance,
    origin,
    destination
  FROM staging.flights
)
SELECT *
FROM flights
WHERE delay > 106;
