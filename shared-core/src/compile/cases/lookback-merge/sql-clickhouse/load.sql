-- orders-hourly: step load → public.paid_orders (merge)
-- AI-ETL 2c28b8378df3

CREATE DATABASE IF NOT EXISTS public;

CREATE TABLE IF NOT EXISTS public.paid_orders
(
  number   UInt64,
  customer Nullable(String),
  amount   Nullable(Decimal(12, 2))
)
ENGINE = ReplacingMergeTree
ORDER BY (number);

DROP TABLE IF EXISTS public.paid_orders__rows;

CREATE TABLE public.paid_orders__rows AS public.paid_orders;

INSERT INTO public.paid_orders__rows (number, customer, amount)
SELECT number, customer, amount
FROM app.orders
WHERE amount > 0 AND number > 100;

DROP TABLE IF EXISTS public.paid_orders__new;

CREATE TABLE public.paid_orders__new AS public.paid_orders;

INSERT INTO public.paid_orders__new
SELECT target.*
FROM public.paid_orders AS target
LEFT ANTI JOIN public.paid_orders__rows AS loaded USING (number);

INSERT INTO public.paid_orders__new
SELECT * FROM public.paid_orders__rows;

EXCHANGE TABLES public.paid_orders__new AND public.paid_orders;

DROP TABLE public.paid_orders__new;

DROP TABLE public.paid_orders__rows;
