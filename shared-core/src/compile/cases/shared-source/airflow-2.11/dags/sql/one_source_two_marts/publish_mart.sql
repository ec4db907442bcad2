-- Publishes the rows of marts.late_flights (append)

CREATE DATABASE IF NOT EXISTS marts
;

CREATE TABLE IF NOT EXISTS marts.late_flights
(
  `date`      DateTime64(6),
  delay       Nullable(Int64),
  distance    Int64,
  origin      String,
  destination String
)
ENGINE = MergeTree
ORDER BY tuple()
;

INSERT INTO marts.late_flights (`date`, delay, distance, origin, destination)
WITH flights AS (
  SELECT
    `date`,
    delay,
    distance,
    origin,
    destination
  FROM marts.one_source_two_marts__flights
)
SELECT *
FROM flights
WHERE delay > 106
;
