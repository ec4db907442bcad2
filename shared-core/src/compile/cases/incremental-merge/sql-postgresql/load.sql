-- orders-nightly: step load → analytics.orders (merge)
-- AI-ETL 62ba1d81d256, analytics

BEGIN;

DO $ddl$ BEGIN
  IF to_regnamespace('analytics') IS NULL THEN CREATE SCHEMA analytics; END IF;
EXCEPTION WHEN duplicate_schema OR unique_violation THEN NULL; -- another session was faster
END $ddl$;

CREATE TABLE IF NOT EXISTS analytics.orders (
  id       bigint NOT NULL,
  customer text,
  amount   numeric(12,2),
  PRIMARY KEY (id)
);

MERGE INTO analytics.orders AS target
USING (
  WITH rows AS (
    SELECT id, customer, amount
    FROM public.orders
    WHERE amount >= 0
  ), named AS (
    SELECT rows.id, upper(rows.customer) AS customer, rows.amount
    FROM rows
  )
  SELECT *
  FROM named
) AS loaded
ON target.id = loaded.id
WHEN MATCHED THEN UPDATE SET customer = loaded.customer, amount = loaded.amount
WHEN NOT MATCHED THEN INSERT (id, customer, amount)
  VALUES (loaded.id, loaded.customer, loaded.amount);

COMMIT;
