-- orders-hourly: шаг load → public.paid_orders (merge)
-- AI-ETL 2c28b8378df3
-- Прежде загрузите app.orders (подключение shop, шаг orders) в staging.orders

BEGIN;

CREATE OR REPLACE TABLE public.paid_orders__rows AS
SELECT number, customer, amount
FROM staging.orders
WHERE amount > 0 AND number > 100;

CREATE TABLE IF NOT EXISTS public.paid_orders AS
FROM public.paid_orders__rows LIMIT 0;

MERGE INTO public.paid_orders AS target
USING public.paid_orders__rows AS loaded
ON target.number = loaded.number
WHEN MATCHED THEN UPDATE SET customer = loaded.customer, amount = loaded.amount
WHEN NOT MATCHED THEN INSERT (number, customer, amount)
  VALUES (loaded.number, loaded.customer, loaded.amount);

DROP TABLE public.paid_orders__rows;

COMMIT;
