-- trips: шаг load → public.trips (replace)
-- AI-ETL 44239b98ec1d

CREATE OR REPLACE TABLE public.trips AS
WITH trips AS (
  SELECT
    trip,
    person,
    "at",
    cost,
    photo,
    place
  FROM read_parquet('trips.parquet') AS trips
), people AS (
  SELECT person, name, born
  FROM read_json('people.json') AS people
), notes AS (
  SELECT trip, note, tags
  FROM read_json('notes.jsonl.zst') AS notes
), with_people AS (
  SELECT
    trips.trip,
    trips.person,
    trips."at",
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
  with_people."at",
  with_people.cost,
  with_people.photo,
  with_people.place,
  with_people.name,
  with_people.born,
  notes.note,
  notes.tags
FROM with_people
LEFT JOIN notes ON with_people.trip = notes.trip;
