-- Takes the rows of files/flights.csv as they are

DROP TABLE IF EXISTS public.flights_on_time__flights
;

CREATE TABLE public.flights_on_time__flights (
  origin text,
  delay  bigint
)
;

COPY public.flights_on_time__flights (origin, delay) FROM STDIN WITH (FORMAT csv, HEADER true)
;
