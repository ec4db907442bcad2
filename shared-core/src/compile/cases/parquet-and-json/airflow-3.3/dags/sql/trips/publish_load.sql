-- Publishes the rows of public.trips (replace)

CREATE TABLE IF NOT EXISTS public.trips (
  trip   bigint,
  person bigint,
  at     timestamp with time zone,
  cost   numeric(12,2),
  photo  bytea,
  place  jsonb,
  name   text,
  born   date,
  note   text,
  tags   jsonb
)
;

DELETE FROM public.trips
;

INSERT INTO public.trips (trip, person, at, cost, photo, place, name, born, note, tags)
WITH trips AS (
  SELECT
    trip,
    person,
    at,
    cost,
    photo,
    place
  FROM public.trips__trips
), people AS (
  SELECT person, name, born
  FROM public.trips__people
), notes AS (
  SELECT trip, note, tags
  FROM public.trips__notes
), with_people AS (
  SELECT
    trips.trip,
    trips.person,
    trips.at,
    trips.cost,
    trips.photo,
    trips.place,
    people.name,
    people.born
  FROM trips
  LEFT JOIN people ON trips.person = people.person
)
SELECT
  with_people.trip,
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
;
