-- orders-of-two-shops: step mart → marts.orders (merge)
-- AI-ETL 984b4bd890a3
-- Before: load shop.orders (connection south, step southern) into staging.southern

BEGIN;

DO $ddl$ BEGIN
  IF to_regnamespace('marts') IS NULL THEN CREATE SCHEMA marts; END IF;
EXCEPTION WHEN duplicate_schema OR unique_violation THEN NULL; -- another session was faster
END $ddl$;

CREATE TABLE IF NOT EXISTS marts.orders (
  id     bigint NOT NULL,
  amount numeric(22,2),
  placed date,
  PRIMARY KEY (id)
);

MERGE INTO marts.orders AS target
USING (
  WITH northern AS (
    SELECT id, amount, placed
    FROM shop.orders
  ), southern AS (
    SELECT number, amount, created
    FROM staging.southern
  ), renamed AS (
    SELECT number AS id, amount, created AS placed
    FROM southern
  ), all_orders AS (
    SELECT id::bigint AS id, amount::numeric(22, 2) AS amount, placed
    FROM northern
    UNION
    SELECT id::bigint AS id, amount::numeric(22, 2) AS amount, placed
    FROM renamed
  ), large AS (
    SELECT *
    FROM all_orders
    WHERE amount > 100
  )
  SELECT id, amount, placed
  FROM (
    SELECT *, row_number() OVER (PARTITION BY id ORDER BY placed DESC NULLS LAST, amount) AS row_rank
    FROM large
  ) AS ranked
  WHERE row_rank = 1
) AS loaded
ON target.id = loaded.id
WHEN MATCHED THEN UPDATE SET amount = loaded.amount, placed = loaded.placed
WHEN NOT MATCHED THEN INSERT (id, amount, placed)
  VALUES (loaded.id, loaded.amount, loaded.placed);

COMMIT;
