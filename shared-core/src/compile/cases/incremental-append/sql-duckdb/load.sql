-- events-hourly: шаг load → public.seen_events (append)
-- AI-ETL 65b915f365a1
-- Прежде загрузите app.events (подключение log, шаг events) в staging.events
-- Прежде загрузите public.people (подключение warehouse, шаг people) в staging.people

BEGIN;

CREATE OR REPLACE TABLE public.seen_events__rows AS
WITH events AS (
  SELECT number, person, happened
  FROM staging.events
  WHERE number > 100
), people AS (
  SELECT person, name
  FROM staging.people
), named AS (
  SELECT events.number, events.person, events.happened, people.name
  FROM events
  LEFT JOIN people ON events.person = people.person
)
SELECT *
FROM named
WHERE name IS NOT NULL;

CREATE TABLE IF NOT EXISTS public.seen_events AS
FROM public.seen_events__rows LIMIT 0;

INSERT INTO public.seen_events BY NAME
FROM public.seen_events__rows;

DROP TABLE public.seen_events__rows;

COMMIT;
