-- Makes the table in which files/people.json lands

DROP TABLE IF EXISTS public.trips__people
;

CREATE TABLE public.trips__people (
  person bigint,
  name   text,
  born   date
)
;
