-- Publishes the rows of analytics.readings (append)

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

DROP TABLE IF EXISTS analytics.readings__rows
;

CREATE TABLE analytics.readings__rows AS analytics.readings
;

INSERT INTO analytics.readings__rows (at, sensor, value)
SELECT at, sensor, value
FROM (
  SELECT *
  FROM analytics.readings_log__readings
  WHERE at <= (
    SELECT parseDateTime64BestEffort(last_load.value, 6) AS value
    FROM (
      SELECT toString(maxOrNull(at)) AS value
      FROM analytics.readings
    ) AS last_load
  ) IS NOT TRUE
) AS new_rows
;

ALTER TABLE analytics.readings ATTACH PARTITION ALL FROM analytics.readings__rows
;

DROP TABLE analytics.readings__rows
;
