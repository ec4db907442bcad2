-- checked-orders: checks of step checked: each gives failed_rows and total_rows
-- AI-ETL ad1472faf7af
-- Before: load orders.csv (connection files, step orders) into staging.orders

-- amount is positive (reject)
WITH orders AS (
  SELECT CAST(orders.amount AS Nullable(Decimal(12, 2))) AS amount
  FROM staging.orders
)
SELECT count() FILTER (WHERE NOT amount > 0 IS TRUE) AS failed_rows, count() AS total_rows
FROM orders;

-- customer is known (reject)
WITH orders AS (
  SELECT customer_id
  FROM staging.orders
)
SELECT count() FILTER (WHERE NOT customer_id IS NOT NULL) AS failed_rows, count() AS total_rows
FROM orders;

-- numbers are unique (error)
WITH orders AS (
  SELECT order_id
  FROM staging.orders
)
SELECT
  coalesce(sumOrNull(toDecimal128(CASE WHEN order_id IS NOT NULL THEN copies - 1 ELSE 0 END, 0)), 0) AS failed_rows,
  coalesce(sumOrNull(toDecimal128(copies, 0)), 0) AS total_rows
FROM (
  SELECT order_id, count() AS copies
  FROM orders
  GROUP BY order_id
) AS keys;

-- a day has orders (warn)
WITH orders AS (
  SELECT order_id
  FROM staging.orders
)
SELECT
  CASE WHEN count() < 1 OR count() > 1000000 THEN 1 ELSE 0 END AS failed_rows,
  count() AS total_rows
FROM orders;
