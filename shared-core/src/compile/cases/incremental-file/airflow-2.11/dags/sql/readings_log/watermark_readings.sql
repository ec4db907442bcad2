-- How far files/readings.csv was read, by at

CREATE DATABASE IF NOT EXISTS analytics
;

CREATE TABLE IF NOT EXISTS analytics.readings
(
  at     Nullable(DateTime64(6)),
  sensor Nullable(String),
  value  Nullable(Float64)
)
ENGINE = MergeTree
ORDER BY tuple()
;

SELECT toString(maxOrNull(at)) AS value
FROM analytics.readings
;
