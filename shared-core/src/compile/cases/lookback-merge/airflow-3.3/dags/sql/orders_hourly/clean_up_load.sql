-- Drops the landed tables

DROP TABLE IF EXISTS public.orders_hourly__orders
;
