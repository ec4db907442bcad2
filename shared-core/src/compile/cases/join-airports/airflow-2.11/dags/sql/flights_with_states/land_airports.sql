-- Takes the rows of files/airports.csv as they are

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

COPY public.flights_with_states__airports (iata, name, city, state, country, latitude, longitude) FROM STDIN WITH (FORMAT csv, HEADER true)
;
