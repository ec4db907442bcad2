-- events-hourly: step load → public.seen_events (append)
-- AI-ETL 65b915f365a1
-- Before: load app.events (connection log, step events) into staging.events

BEGIN;

CREATE TABLE IF NOT EXISTS public.seen_events (
  number   numeric(20,0) NOT NULL,
  person   bigint,
  happened timestamp(3) without time zone,
  name     text
);

INSERT INTO public.seen_events (number, person, happened, name)
WITH events AS (
  SELECT number, person, happened
  FROM staging.events
  WHERE number > 100
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
WHERE name IS NOT NULL;

COMMIT;
