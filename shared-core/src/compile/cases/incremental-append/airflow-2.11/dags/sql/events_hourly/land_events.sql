-- Makes the table in which log/app.events lands

DROP TABLE IF EXISTS public.events_hourly__events
;

CREATE TABLE public.events_hourly__events (
  number   numeric(20,0) NOT NULL,
  person   bigint,
  happened timestamp(3) without time zone
)
;
