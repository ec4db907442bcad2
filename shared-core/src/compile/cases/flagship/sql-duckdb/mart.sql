-- delayed-flights-by-airport: шаг mart → analytics.delayed_flights (replace)
-- AI-ETL f115c4e74972, analytics

CREATE OR REPLACE TABLE analytics.delayed_flights AS
WITH flights AS (
  SELECT delay, origin
  FROM read_csv('flights.csv') AS flights
  WHERE delay > 15
)
SELECT origin, count(*) AS flights, sum(delay) AS total_delay
FROM flights
GROUP BY origin;
