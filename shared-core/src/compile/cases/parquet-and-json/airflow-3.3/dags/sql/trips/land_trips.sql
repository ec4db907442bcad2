-- Makes the table in which files/trips.parquet lands

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
