-- How far the sources were read

INSERT INTO analytics.ai_etl_watermark (pipeline, source, target, value, saved_at)
SELECT 'orders-nightly', 'rows', 'load', value, now64(6)
FROM (
  SELECT toString(toTimeZone(maxOrNull(changed_at), 'UTC')) AS value
  FROM analytics.orders_nightly__rows
)
WHERE value IS NOT NULL
;
