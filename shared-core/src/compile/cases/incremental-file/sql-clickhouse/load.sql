-- readings-log: step load → analytics.readings (append)
-- AI-ETL 571051021965
-- Before: load readings.csv (connection files, step readings) into staging.readings

CREATE DATABASE IF NOT EXISTS analytics;

CREATE TABLE IF NOT EXISTS analytics.readings
(
  at     Nullable(DateTime64(6)),
  sensor Nullable(String),
  value  Nullable(Float64)
)
ENGINE = MergeTree
ORDER BY tuple();

INSERT INTO analytics.readings (at, sensor, value)
SELECT at, sensor, value
FROM staging.readings;
