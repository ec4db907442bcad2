-- How far log/app.events was read, by number

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
VALUES ('events-hourly', 'events', 'load', now())
ON CONFLICT DO NOTHING
;

SELECT value
FROM public.ai_etl_watermark
WHERE pipeline = 'events-hourly' AND source = 'events' AND target = 'load'
;
