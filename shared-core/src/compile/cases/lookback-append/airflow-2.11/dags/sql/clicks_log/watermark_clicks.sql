-- Where to start reading app/public.clicks, by happened: 1d before the end of the last load, for rows that were committed late

CREATE DATABASE IF NOT EXISTS analytics
;

CREATE TABLE IF NOT EXISTS analytics.clicks
(
  click    Int64,
  happened DateTime64(6),
  page     Nullable(String)
)
ENGINE = ReplacingMergeTree
ORDER BY (click)
;

SELECT toString(parseDateTime64BestEffort(load.value, 6, 'UTC') - INTERVAL 1 DAY) AS value
FROM (
  SELECT toString(maxOrNull(happened)) AS value
  FROM analytics.clicks
) AS load
;
