-- orders-nightly: шаг load → analytics.orders (merge)
-- AI-ETL 62ba1d81d256, analytics
-- Прежде загрузите public.orders (подключение shop, шаг rows) в staging.rows

BEGIN;

CREATE OR REPLACE TABLE analytics.orders__rows AS
WITH rows AS (
  SELECT id, customer, amount
  FROM staging.rows
  WHERE amount >= 0
), named AS (
  SELECT rows.id, upper(rows.customer) AS customer, rows.amount
  FROM rows
)
SELECT *
FROM named;

CREATE TABLE IF NOT EXISTS analytics.orders AS
FROM analytics.orders__rows LIMIT 0;

MERGE INTO analytics.orders AS target
USING analytics.orders__rows AS loaded
ON target.id = loaded.id
WHEN MATCHED THEN UPDATE SET customer = loaded.customer, amount = loaded.amount
WHEN NOT MATCHED THEN INSERT (id, customer, amount)
  VALUES (loaded.id, loaded.customer, loaded.amount);

DROP TABLE analytics.orders__rows;

COMMIT;
