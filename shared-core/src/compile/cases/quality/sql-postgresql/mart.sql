-- checked-orders: step mart → orders (append)
-- AI-ETL ad1472faf7af
-- Before: load orders.csv (connection files, step orders) into staging.orders

BEGIN;

CREATE TABLE IF NOT EXISTS orders (
  order_id    bigint,
  customer_id bigint,
  amount      numeric(12,2)
);

INSERT INTO orders (order_id, customer_id, amount)
WITH orders AS (
  SELECT
    orders.order_id,
    orders.customer_id,
    orders.amount::numeric(12, 2) AS amount,
    orders.ordered_on
  FROM staging.orders
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

COMMIT;
