-- orders-of-two-shops: шаг mart → marts.orders (merge)
-- AI-ETL 984b4bd890a3
-- Прежде загрузите shop.orders (подключение north, шаг northern) в staging.northern
-- Прежде загрузите shop.orders (подключение south, шаг southern) в staging.southern

BEGIN;

CREATE OR REPLACE TABLE marts.orders__rows AS
WITH northern AS (
  SELECT id, amount, placed
  FROM staging.northern
), southern AS (
  SELECT number, amount, created
  FROM staging.southern
), renamed AS (
  SELECT number AS id, amount, created AS placed
  FROM southern
), all_orders AS (
  SELECT northern.id::BIGINT AS id, northern.amount::DECIMAL(22, 2) AS amount, placed
  FROM northern
  UNION
  SELECT renamed.id::BIGINT AS id, renamed.amount::DECIMAL(22, 2) AS amount, placed
  FROM renamed
), large AS (
  SELECT *
  FROM all_orders
  WHERE amount > 100
)
SELECT id, amount, placed
FROM (
  SELECT *, row_number() OVER (PARTITION BY id ORDER BY placed DESC, amount) AS row_rank
  FROM large
) AS ranked
WHERE row_rank = 1;

CREATE TABLE IF NOT EXISTS marts.orders AS
FROM marts.orders__rows LIMIT 0;

MERGE INTO marts.orders AS target
USING marts.orders__rows AS loaded
ON target.id = loaded.id
WHEN MATCHED THEN UPDATE SET amount = loaded.amount, placed = loaded.placed
WHEN NOT MATCHED THEN INSERT (id, amount, placed)
  VALUES (loaded.id, loaded.amount, loaded.placed);

DROP TABLE marts.orders__rows;

COMMIT;
