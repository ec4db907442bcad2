-- Takes the rows of app/public.clicks as they are

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

INSERT INTO analytics.clicks_log__clicks (click, happened, page) SETTINGS date_time_input_format = 'best_effort' FORMAT CSVWithNames
;
