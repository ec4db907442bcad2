-- Takes the rows of files/trips.parquet as they are

DROP TABLE IF EXISTS public.trips__trips
;

CREATE TABLE public.trips__trips (
  trip   bigint,
  person bigint,
  at     timestamp with time zone,
  cost   numeric(12,2),
  photo  bytea,
  place  jsonb
)
;

COPY public.trips__trips (trip, person, at, cost, photo, place) FROM STDIN WITH (FORMAT csv, HEADER true, NULL '\N')
;
