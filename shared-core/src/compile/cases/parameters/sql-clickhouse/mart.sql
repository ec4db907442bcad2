-- flights-since: step mart → late_flights (append)
-- AI-ETL 063f650fb97e
-- Before: load flights.csv (connection files, step flights) into staging.flights

CREATE TABLE IF NOT EXISTS late_flights
(
  `date`      DateTime64(6),
  delay       Nullable(Int64),
  distance    Int64,
  origin      String,
  destination String
)
ENGINE = MergeTree
ORDER BY tuple();

INSERT INTO late_flights (`date`, delay, distance, origin, destination)
SELECT
  `date`,
  delay,
  distance,
  origin,
  destination
FROM staging.flights
WHERE delay >= 15
  AND `date` >= CAST('2001-01-01' AS Date32)
  AND origin <> 'O\'Hare'
  AND `date` > parseDateTime64BestEffort('2001-01-01 00:00:00', 6);
