-- Publishes the rows of orders (append)

CREATE TABLE IF NOT EXISTS orders (
  order_id    bigint,
  customer_id bigint,
  amount      numeric(12,2)
)
;

INSERT INTO orders (order_id, customer_id, amount)
WITH orders AS (
  SELECT
    checked_orders__orders.order_id,
    checked_orders__orders.customer_id,
    checked_orders__orders.amount::numeric(12, 2) AS amount,
    checked_orders__orders.ordered_on
  FROM checked_orders__orders
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
FROM recent
;
