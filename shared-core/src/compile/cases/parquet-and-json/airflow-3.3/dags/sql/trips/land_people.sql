-- Takes the rows of files/people.json as they are

DROP TABLE IF EXISTS public.trips__people
;

CREATE TABLE public.trips__people (
  person bigint,
  name   text,
  born   date
)
;

COPY public.trips__people (person, name, born) FROM STDIN WITH (FORMAT csv, HEADER true, NULL '\N')
;
