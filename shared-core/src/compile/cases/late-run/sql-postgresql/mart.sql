-- flights-on-time: step mart → public.flights (replace)
-- AI-ETL a0a7d455ccc0
-- Before: load flights.csv (connection files, step flights) into staging.flights

BEGIN;

CREATE TABLE IF NOT EXISTS public.flights (
  origin text,
  delay  bigint
);

DELETE FROM public.flights;

INSERT INTO public.flights (origin, delay)
SELECT origin, delay
FROM staging.flights;

COMMIT;
