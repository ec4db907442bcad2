-- flights-since: шаг mart → late_flights (append)
-- AI-ETL 063f650fb97e

BEGIN;

CREATE OR REPLACE TABLE late_flights__rows AS
SELECT
  date,
  delay,
  distance,
  origin,
  destination
FROM read_csv('flights.csv') AS flights
WHERE delay >= 15
  AND date >= '2001-01-01'::DATE
  AND origin <> 'O''Hare'
  AND date > '2001-01-01 00:00:00'::TIMESTAMP;

CREATE TABLE IF NOT EXISTS late_flights AS
FROM late_flights__rows LIMIT 0;

INSERT INTO late_flights BY NAME
FROM late_flights__rows;

DROP TABLE late_flights__rows;

COMMIT;
