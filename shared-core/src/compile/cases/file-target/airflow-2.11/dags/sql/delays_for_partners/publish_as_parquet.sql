-- Writes delays.parquet

COPY (
  WITH flights AS (
    SELECT origin, delay, day
    FROM delays_for_partners__flights__as_parquet
  ), airports AS (
    SELECT code, city
    FROM delays_for_partners__airports__as_parquet
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
  GROUP BY city
) TO (getvariable('file')) (FORMAT parquet, COMPRESSION zstd)
;
