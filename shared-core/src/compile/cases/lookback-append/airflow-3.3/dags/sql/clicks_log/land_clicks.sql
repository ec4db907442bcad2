-- Makes the table in which app/public.clicks lands

DROP TABLE IF EXISTS analytics.clicks_log__clicks
;

CREATE DATABASE IF NOT EXISTS analytics
;

CREATE TABLE analytics.clicks_log__clicks
(
  click    Int64,
  happened DateTime64(6),
  page     Nullable(String)
)
ENGINE = MergeTree
ORDER BY tuple()
;
