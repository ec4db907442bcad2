-- Publishes the rows of public.paid_orders (merge)

-- Another load of the same rows waits here until this one is through
SELECT value
FROM public.ai_etl_watermark
WHERE pipeline = 'orders-hourly' AND source = 'orders' AND target = 'load'
FOR UPDATE
;

CREATE TABLE IF NOT EXISTS public.paid_orders (
  number   numeric(20,0) NOT NULL,
  customer text,
  amount   numeric(12,2),
  PRIMARY KEY (number)
)
;

MERGE INTO public.paid_orders AS target
USING (
  WITH orders AS (
    SELECT number, customer, amount
    FROM public.orders_hourly__orders
  )
  SELECT *
  FROM orders
  WHERE amount > 0
) AS loaded
ON target.number = loaded.number
WHEN MATCHED THEN UPDATE SET customer = loaded.customer, amount = loaded.amount
WHEN NOT MATCHED THEN INSERT (number, customer, amount)
  VALUES (loaded.number, loaded.customer, loaded.amount)
;

-- Rows and watermark are of one transaction
UPDATE public.ai_etl_watermark AS kept
SET value = landed.value, saved_at = now()
FROM (
  SELECT max(number)::text AS value
  FROM public.orders_hourly__orders
) AS landed
WHERE pipeline = 'orders-hourly' AND source = 'orders' AND target = 'load'
  AND landed.value IS NOT NULL
  AND (kept.value IS NULL OR kept.value::numeric <= landed.value::numeric)
;
