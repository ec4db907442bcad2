-- checked-orders: шаг mart → orders (append)
-- AI-ETL ad1472faf7af

BEGIN;

CREATE OR REPLACE TABLE orders__rows AS
WITH orders AS (
  SELECT
    orders.order_id,
    orders.customer_id,
    orders.amount::DECIMAL(12, 2) AS amount,
    orders.ordered_on
  FROM read_csv('orders.csv') AS orders
), checked AS (
  SELECT *
  FROM orders
  WHERE amount > 0 IS TRUE AND customer_id IS NOT NULL
), recent AS (
  SELECT order_id, customer_id, amount
  FROM checked
  WHERE ordered_on >= DATE '2024-01-01'
)
SELECT order_id, customer_id, amount
FROM recent;

CREATE TABLE IF NOT EXISTS orders AS
FROM orders__rows LIMIT 0;

INSERT INTO orders BY NAME
FROM orders__rows;

DROP TABLE orders__rows;

COMMIT;
