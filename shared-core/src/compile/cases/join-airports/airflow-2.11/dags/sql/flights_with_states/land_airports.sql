-- Makes the table in which files/airports.csv lands

DROP TABLE IF EXISTS public.flights_with_states__airports
;

CREATE TABLE public.flights_with_states__airports (
  iata      text,
  name      text,
  city      text,
  state     text,
  country   text,
  latitude  double precision,
  longitude double precision
)
;
