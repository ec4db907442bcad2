-- Publishes the rows of public.flights (replace)

CREATE TABLE IF NOT EXISTS public.flights (
  origin text,
  delay  bigint
)
;

DELETE FROM public.flights
;

INSERT INTO public.flights (origin, delay)
SELECT origin, delay
FROM public.flights_on_time__flights
;
