-- Makes the table in which files/flights-3m.parquet lands

DROP TABLE IF EXISTS public.flights_with_states__flights
;

CREATE TABLE public.flights_with_states__flights (
  date        timestamp without time zone,
  delay       bigint,
  distance    bigint,
  origin      text,
  destination text
)
;
