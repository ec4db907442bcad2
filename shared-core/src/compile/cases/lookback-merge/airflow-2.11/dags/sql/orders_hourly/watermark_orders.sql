-- Where to start reading shop/app.orders, by number: 1000 before the end of the last load, for rows that were committed late

CREATE TABLE IF NOT EXISTS public.ai_etl_watermark (
  pipeline text NOT NULL,
  source   text NOT NULL,
  target   text NOT NULL,
  value    text,
  saved_at timestamp with time zone NOT NULL,
  PRIMARY KEY (pipeline, source, target)
)
;

INSERT INTO public.ai_etl_watermark (pipeline, source, target, saved_at)
VALUES ('orders-hourly', 'orders', 'load', now())
ON CONFLICT DO NOTHING
;

SELECT CASE WHEN load.value IS NOT NULL THEN greatest(load.value::numeric - 1000, 0)::text END AS value
FROM (
  SELECT value
  FROM public.ai_etl_watermark
  WHERE pipeline = 'orders-hourly' AND source = 'orders' AND target = 'load'
) AS load
;
