-- Makes the table in which shop/app.orders lands

DROP TABLE IF EXISTS public.orders_hourly__orders
;

CREATE TABLE public.orders_hourly__orders (
  number   numeric(20,0) NOT NULL,
  customer text,
  amount   numeric(12,2)
)
;
