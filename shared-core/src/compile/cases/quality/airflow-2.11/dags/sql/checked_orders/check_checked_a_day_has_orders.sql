-- Rule "a day has orders"

WITH orders AS (
  SELECT order_id
  FROM checked_orders__orders
)
SELECT
  CASE WHEN count(*) < 1 OR count(*) > 1000000 THEN 1 ELSE 0 END AS failed_rows,
  count(*) AS total_rows
FROM orders
;
