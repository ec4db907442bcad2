-- Drops the landed tables

DROP TABLE IF EXISTS public.events_hourly__events
;
