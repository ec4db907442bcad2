-- one-source-two-marts: шаг mart_calm → marts.calm_airports (replace)
-- AI-ETL f86abdbeaeb5

CREATE OR REPLACE TABLE marts.calm_airports AS
WITH flights AS (
  SELECT delay, distance, origin
  FROM read_csv('flights.csv') AS flights
), late AS (
  SELECT origin
  FROM flights
  WHERE delay > 106
), late_origins AS (
  SELECT origin AS iata
  FROM late
), late_airports AS (
  SELECT DISTINCT *
  FROM late_origins
), all_airports AS (
  SELECT origin, count(*) AS flights, sum(distance) AS miles
  FROM flights
  GROUP BY origin
), calm AS (
  SELECT all_airports.origin, all_airports.flights, all_airports.miles, late_airports.iata
  FROM all_airports
  LEFT JOIN late_airports ON all_airports.origin = late_airports.iata
)
SELECT *
FROM calm
WHERE iata IS NULL AND flights > 1 AND origin <> 'ATL';
