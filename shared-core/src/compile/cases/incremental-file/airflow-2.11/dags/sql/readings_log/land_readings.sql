-- Makes the table in which files/readings.csv lands

DROP TABLE IF EXISTS analytics.readings_log__readings
;

CREATE DATABASE IF NOT EXISTS analytics
;

CREATE TABLE analytics.readings_log__readings
(
  at     Nullable(DateTime64(6)),
  sensor Nullable(String),
  value  Nullable(Float64)
)
ENGINE = MergeTree
ORDER BY tuple()
;
