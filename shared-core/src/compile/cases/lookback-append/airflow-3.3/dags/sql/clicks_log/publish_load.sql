-- Publishes the rows of analytics.clicks (append, where click is not there yet)

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

DROP TABLE IF EXISTS analytics.clicks__rows
;

CREATE TABLE analytics.clicks__rows AS analytics.clicks
;

INSERT INTO analytics.clicks__rows (click, happened, page)
SELECT loaded.*
FROM (
  SELECT click, happened, page
  FROM analytics.clicks_log__clicks
) AS loaded
LEFT ANTI JOIN analytics.clicks AS target USING (click)
;

ALTER TABLE analytics.clicks ATTACH PARTITION ALL FROM analytics.clicks__rows
;

DROP TABLE analytics.clicks__rows
;
