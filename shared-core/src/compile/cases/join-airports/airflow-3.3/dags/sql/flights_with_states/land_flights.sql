-- Takes the rows of files/flights-3m.parquet as they are

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

COPY public.flights_with_states__flights (date, delay, distance, origin, destination) FROM STDIN WITH (FORMAT csv, HEADER true, NULL '\N')
;
