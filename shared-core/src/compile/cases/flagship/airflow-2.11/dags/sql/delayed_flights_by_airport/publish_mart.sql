-- Publishes the rows of analytics.delayed_flights (replace)

CREATE DATABASE IF NOT EXISTS analytics
;

CREATE TABLE IF NOT EXISTS analytics.delayed_flights
(
  origin      String,
  flights     Int64,
  total_delay Nullable(Decimal(38, 0))
)
ENGINE = MergeTree
ORDER BY tuple()
;

DROP TABLE IF EXISTS analytics.delayed_flights__new
;

CREATE TABLE analytics.delayed_flights__new AS analytics.delayed_flights
;

INSERT INTO analytics.delayed_flights__new (origin, flights, total_delay)
WITH flights AS (
  SELECT delay, origin
  FROM analytics.delayed_flights_by_airport__flights
), delayed AS (
  SELECT *
  FROM flights
  WHERE delay > 15
)
SELECT origin, count() AS flights, sum(toDecimal128(delay, 0)) AS total_delay
FROM delayed
GROUP BY origin
;

EXCHANGE TABLES analytics.delayed_flights__new AND analytics.delayed_flights
;

DROP TABLE analytics.delayed_flights__new
;
