-- Drops the landed tables

DROP TABLE IF EXISTS public.flights_on_time__flights
;
