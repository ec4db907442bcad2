-- Drops the landed tables

DROP TABLE IF EXISTS public.flights_with_states__flights
;

DROP TABLE IF EXISTS public.flights_with_states__airports
;
