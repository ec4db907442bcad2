-- Drops the landed tables

DROP TABLE IF EXISTS public.trips__trips
;

DROP TABLE IF EXISTS public.trips__people
;

DROP TABLE IF EXISTS public.trips__notes
;
