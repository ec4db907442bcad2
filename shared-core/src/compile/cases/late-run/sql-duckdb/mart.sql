-- flights-on-time: шаг mart → public.flights (replace)
-- AI-ETL a0a7d455ccc0

CREATE OR REPLACE TABLE public.flights AS
SELECT origin, delay
FROM read_csv('flights.csv') AS flights;
