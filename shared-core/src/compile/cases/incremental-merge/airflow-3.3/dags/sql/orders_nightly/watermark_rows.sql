-- How far shop/public.orders was read, by changed_at

CREATE DATABASE IF NOT EXISTS analytics
;

CREATE TABLE IF NOT EXISTS analytics.ai_etl_watermark
(
  pipeline String,
  source   String,
  target   String,
  value    Nullable(String),
  saved_at DateTime64(6, 'UTC')
)
ENGINE = ReplacingMergeTree(saved_at)
ORDER BY (pipeline, source, target)
;

SELECT argMaxOrNull(value, saved_at) AS value
FROM analytics.ai_etl_watermark
WHERE pipeline = 'orders-nightly' AND source = 'rows' AND target = 'load'
;
