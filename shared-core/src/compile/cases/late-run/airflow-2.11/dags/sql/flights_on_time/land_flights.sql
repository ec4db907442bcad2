-- Makes the table in which files/flights.csv lands

DROP TABLE IF EXISTS public.flights_on_time__flights
;

CREATE TABLE public.flights_on_time__flights (
  origin text,
  delay  bigint
)
;
