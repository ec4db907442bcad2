-- Takes the rows of log/app.events as they are

DROP TABLE IF EXISTS public.events_hourly__events
;

CREATE TABLE public.events_hourly__events (
  number   numeric(20,0) NOT NULL,
  person   bigint,
  happened timestamp(3) without time zone
)
;

COPY public.events_hourly__events (number, person, happened) FROM STDIN WITH (FORMAT csv, HEADER true, NULL '\N')
;
