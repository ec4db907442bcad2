-- orders-hourly: step load → public.paid_orders (merge)
-- AI-ETL 2c28b8378df3
-- Before: load app.orders (connection shop, step orders) into staging.orders

BEGIN;

CREATE TABLE IF NOT EXISTS public.paid_orders (
  number   numeric(20,0) NOT NULL,
  customer text,
  amount   numeric(12,2),
  PRIMARY KEY (number)
);

MERGE INTO public.paid_orders AS target
USING (
  SELECT number, customer, amount
  FROM staging.orders
  WHERE amount > 0 AND number > 100
) AS loaded
ON target.number = loaded.number
WHEN MATCHED THEN UPDATE SET customer = loaded.customer, amount = loaded.amount
WHEN NOT MATCHED THEN INSERT (number, customer, amount)
  VALUES (loaded.number, loaded.customer, loaded.amount);

COMMIT;
