-- delays-for-partners: шаг as_parquet → delays.parquet (replace)
-- AI-ETL 5b05e6275e24
-- Прежде загрузите public.airports (подключение warehouse, шаг airports) в staging.airports

CREATE OR REPLACE TABLE delays.parquet AS
WITH flights AS (
  SELECT origin, delay, day
  FROM read_csv('flights.csv') AS flights
), airports AS (
  SELECT code, city
  FROM staging.airports
), checked AS (
  SELECT *
  FROM flights
), placed AS (
  SELECT checked.delay, checked.day, airports.city
  FROM checked
  LEFT JOIN airports ON checked.origin = airports.code
)
SELECT city, count(*) AS flights, sum(delay) AS total, max(day) AS last
FROM placed
GROUP BY city;
