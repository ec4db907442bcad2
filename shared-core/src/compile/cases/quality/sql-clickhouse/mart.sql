-- checked-orders: step mart → orders (append)
-- AI-ETL ad1472faf7af
-- Before: load orders.csv (connection files, step orders) into staging.orders

CREATE TABLE IF NOT EXISTS orders
(
  order_id    Nullable(Int64),
  customer_id Nullable(Int64),
  amount      Nullable(Decimal(12, 2))
)
ENGINE = MergeTree
ORDER BY tuple();

INSERT INTO orders (order_id, customer_id, amount)
WITH orders AS (
  SELECT
    orders.order_id,
    orders.customer_id,
    CAST(orders.amount AS Nullable(Decimal(12, 2))) AS amount,
    orders.ordered_on
  FROM staging.orders
), checked AS (
  SELECT *
  FROM orders
  WHERE amount > 0 IS TRUE AND customer_id IS NOT NULL
), recent AS (
  SELECT order_id, customer_id, amount
  FROM checked
  WHERE ordered_on >= toDate32('2024-01-01')
)
SELECT order_id, customer_id, amount
FROM recent;
