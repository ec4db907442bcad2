-- Rows of warehouse/public.airports

COPY (
  SELECT code, city
  FROM public.airports
) TO STDOUT WITH (FORMAT csv, HEADER true, NULL '\N')
