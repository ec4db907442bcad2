-- Publishes the rows of marts.orders (merge)

CREATE DATABASE IF NOT EXISTS marts
;

CREATE TABLE IF NOT EXISTS marts.orders
(
  id     Int64,
  amount Nullable(Decimal(22, 2)),
  placed Nullable(Date32)
)
ENGINE = ReplacingMergeTree
ORDER BY (id)
;

DROP TABLE IF EXISTS marts.orders__rows
;

CREATE TABLE marts.orders__rows AS marts.orders
;

INSERT INTO marts.orders__rows (id, amount, placed)
WITH northern AS (
  SELECT id, amount, placed
  FROM marts.orders_of_two_shops__northern
), southern AS (
  SELECT number, amount, created
  FROM shop.orders
), renamed AS (
  SELECT number AS id, amount, created AS placed
  FROM southern
), all_orders AS (
  SELECT
    toInt64(northern.id) AS id,
    CAST(northern.amount AS Nullable(Decimal(22, 2))) AS amount,
    placed
  FROM northern
  UNION DISTINCT
  SELECT toInt64(renamed.id) AS id, CAST(renamed.amount AS Nullable(Decimal(22, 2))) AS amount, placed
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
WHERE row_rank = 1
;

DROP TABLE IF EXISTS marts.orders__new
;

CREATE TABLE marts.orders__new AS marts.orders
;

INSERT INTO marts.orders__new
SELECT target.*
FROM marts.orders AS target
LEFT ANTI JOIN marts.orders__rows AS loaded USING (id)
;

INSERT INTO marts.orders__new
SELECT * FROM marts.orders__rows
;

EXCHANGE TABLES marts.orders__new AND marts.orders
;

DROP TABLE marts.orders__new
;

DROP TABLE marts.orders__rows
;
