-- Publishes the rows of airports_above_average (replace)

CREATE TABLE IF NOT EXISTS airports_above_average (
  city    text,
  flights bigint NOT NULL,
  delay   double precision
)
;

DELETE FROM airports_above_average
;

INSERT INTO airports_above_average (city, flights, delay)
WITH flights AS (
  SELECT delay, origin, destination
  FROM airports_above_average__flights
), airports AS (
  SELECT iata, city
  FROM airports_above_average__airports
), above AS (
  WITH per_airport AS (
    SELECT origin, count(*) AS flights, avg(delay) AS delay
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
WHERE city IS NOT NULL
;
