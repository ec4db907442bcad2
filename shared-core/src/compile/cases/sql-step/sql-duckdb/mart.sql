-- airports-above-average: шаг mart → airports_above_average (replace)
-- AI-ETL caa61945c890

CREATE OR REPLACE TABLE airports_above_average AS
WITH flights AS (
  SELECT delay, origin, destination
  FROM read_csv('flights.csv') AS flights
), airports AS (
  SELECT iata, city
  FROM read_csv('airports.csv') AS airports
), above AS (
  WITH per_airport AS (
    SELECT origin, count(*) AS flights, avg(flights.delay) AS delay
    FROM flights
    GROUP BY origin
  )
  SELECT a.city, p.flights, p.delay
  FROM per_airport AS p
  JOIN airports AS a ON a.iata = p.origin
  WHERE p.flights >= (
    SELECT avg(flights) AS avg
    FROM per_airport
  )
    AND EXISTS (
    SELECT 1 AS "?column?"
    FROM flights AS f
    WHERE f.destination = p.origin
  )
)
SELECT *
FROM above
WHERE city IS NOT NULL;
