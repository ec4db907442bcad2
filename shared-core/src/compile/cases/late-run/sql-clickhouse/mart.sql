-- flights-on-time: step mart → public.flights (replace)
-- AI-ETL a0a7d455ccc0
-- Before: load flights.csv (connection files, step flights) into staging.flights

CREATE DATABASE IF NOT EXISTS public;

CREATE TABLE IF NOT EXISTS public.flights
(
  origin Nullable(String),
  delay  Nullable(Int64)
)
ENGINE = MergeTree
ORDER BY tuple();

DROP TABLE IF EXISTS public.flights__new;

CREATE TABLE public.flights__new AS public.flights;

INSERT INTO public.flights__new (origin, delay)
SELECT origin, delay
FROM staging.flights;

EXCHANGE TABLES public.flights__new AND public.flights;

DROP TABLE public.flights__new;
