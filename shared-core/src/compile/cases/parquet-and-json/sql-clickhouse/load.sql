-- trips: step load → public.trips (replace)
-- AI-ETL 44239b98ec1d
-- Before: load trips.parquet (connection files, step trips) into staging.trips
-- Before: load people.json (connection files, step people) into staging.people
-- Before: load notes.jsonl.zst (connection files, step notes) into staging.notes

CREATE DATABASE IF NOT EXISTS public;

CREATE TABLE IF NOT EXISTS public.trips
(
  trip   Nullable(Int64),
  person Nullable(Int64),
  at     Nullable(DateTime64(6, 'UTC')),
  cost   Nullable(Decimal(12, 2)),
  photo  Nullable(String),
  place  Tuple(`x` Nullable(Float64), `y` Nullable(Float64)),
  name   Nullable(String),
  born   Nullable(Date32),
  note   Nullable(String),
  tags   Nullable(String)
)
ENGINE = MergeTree
ORDER BY tuple();

DROP TABLE IF EXISTS public.trips__new;

CREATE TABLE public.trips__new AS public.trips;

INSERT INTO public.trips__new (trip, person, at, cost, photo, place, name, born, note, tags)
WITH trips AS (
  SELECT
    trip,
    person,
    at,
    cost,
    photo,
    place
  FROM staging.trips
), people AS (
  SELECT person, name, born
  FROM staging.people
), notes AS (
  SELECT trip, note, tags
  FROM staging.notes
), with_people AS (
  SELECT
    trips.trip,
    trips.person AS person,
    trips.at,
    trips.cost,
    trips.photo,
    trips.place,
    people.name,
    people.born
  FROM trips
  LEFT JOIN people ON trips.person = people.person
  SETTINGS join_use_nulls = 1
)
SELECT
  with_people.trip AS trip,
  with_people.person,
  with_people.at,
  with_people.cost,
  with_people.photo,
  with_people.place,
  with_people.name,
  with_people.born,
  notes.note,
  notes.tags
FROM with_people
LEFT JOIN notes ON with_people.trip = notes.trip
SETTINGS join_use_nulls = 1;

EXCHANGE TABLES public.trips__new AND public.trips;

DROP TABLE public.trips__new;
