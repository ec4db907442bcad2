-- events-hourly: step load → public.seen_events (append)
-- AI-ETL 65b915f365a1
-- Before: load public.people (connection warehouse, step people) into staging.people

CREATE DATABASE IF NOT EXISTS public;

CREATE TABLE IF NOT EXISTS public.seen_events
(
  number   UInt64,
  person   Nullable(Int64),
  happened Nullable(DateTime64(3)),
  name     Nullable(String)
)
ENGINE = MergeTree
ORDER BY tuple();

INSERT INTO public.seen_events (number, person, happened, name)
WITH events AS (
  SELECT number, person, happened
  FROM app.events
  WHERE number > 100
), people AS (
  SELECT person, name
  FROM staging.people
), named AS (
  SELECT events.number, events.person AS person, events.happened, people.name
  FROM events
  LEFT JOIN people ON events.person = people.person
  SETTINGS join_use_nulls = 1
)
SELECT *
FROM named
WHERE name IS NOT NULL;
