-- Takes the rows of shop/app.orders as they are

DROP TABLE IF EXISTS public.orders_hourly__orders
;

CREATE TABLE public.orders_hourly__orders (
  number   numeric(20,0) NOT NULL,
  customer text,
  amount   numeric(12,2)
)
;

COPY public.orders_hourly__orders (number, customer, amount) FROM STDIN WITH (FORMAT csv, HEADER true, NULL '\N')
;
