-- one-source-two-marts: шаг mart → marts.late_flights (append)
-- AI-ETL f86abdbeaeb5

BEGIN;

CREATE OR REPLACE TABLE marts.late_flights__rows AS
WITH flights AS (
  SELECT
    date,
    delay,
    distance,
    origin,
    destination
  FROM read_csv('flights.csv') AS flights
)
SELECT *
FROM flights
WHERE delay > 106;

CREATE TABLE IF NOT EXISTS marts.late_flights AS
FROM marts.late_flights__rows LIMIT 0;

INSERT INTO marts.late_flights BY NAME
FROM marts.late_flights__rows;

DROP TABLE marts.late_flights__rows;

COMMIT;
