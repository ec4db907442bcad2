-- clicks-log: step load → analytics.clicks (append)
-- AI-ETL 2ae6ac89e6cf
-- Before: load public.clicks (connection app, step clicks) into staging.clicks

CREATE DATABASE IF NOT EXISTS analytics;

CREATE TABLE IF NOT EXISTS analytics.clicks
(
  click    Int64,
  happened DateTime64(6),
  page     Nullable(String)
)
ENGINE = MergeTree
ORDER BY tuple();

INSERT INTO analytics.clicks (click, happened, page)
SELECT click, happened, page
FROM staging.clicks;
