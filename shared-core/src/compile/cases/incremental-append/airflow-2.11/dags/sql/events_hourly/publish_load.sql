-- Publishes the rows of public.seen_events (append)

-- Another load of the same rows waits here until this one is through
SELECT value
FROM public.ai_etl_watermark
WHERE pipeline = 'events-hourly' AND source = 'events' AND target = 'load'
FOR UPDATE
;

CREATE TABLE IF NOT EXISTS public.seen_events (
  number   numeric(20,0) NOT NULL,
  person   bigint,
  happened timestamp(3) without time zone,
  name     text
)
;

INSERT INTO public.seen_events (number, person, happened, name)
WITH events AS (
  SELECT number, person, happened
  FROM (
    SELECT *
    FROM public.events_hourly__events
    WHERE number <= (
      SELECT value::numeric(20, 0) AS value
      FROM (
        SELECT value
        FROM public.ai_etl_watermark
        WHERE pipeline = 'events-hourly' AND source = 'events' AND target = 'load'
      ) AS last_load
    ) IS NOT TRUE
  ) AS new_rows
), people AS (
  SELECT person, name
  FROM public.people
), named AS (
  SELECT events.number, events.person, events.happened, people.name
  FROM events
  LEFT JOIN people ON events.person = people.person
)
SELECT *
FROM named
WHERE name IS NOT NULL
;

-- Rows and watermark are of one transaction
UPDATE public.ai_etl_watermark AS kept
SET value = landed.value, saved_at = now()
FROM (
  SELECT max(number)::text AS value
  FROM public.events_hourly__events
) AS landed
WHERE pipeline = 'events-hourly' AND source = 'events' AND target = 'load'
  AND landed.value IS NOT NULL
  AND (kept.value IS NULL OR kept.value::numeric <= landed.value::numeric)
;
