-- Rule "numbers are unique"

SELECT failed_rows = 0 AS holds
FROM (
  WITH orders AS (
    SELECT order_id
    FROM checked_orders__orders
  )
  SELECT
    coalesce(sum(CASE WHEN order_id IS NOT NULL THEN copies - 1 ELSE 0 END), 0) AS failed_rows,
    coalesce(sum(copies), 0) AS total_rows
  FROM (
    SELECT order_id, count(*) AS copies
    FROM orders
    GROUP BY order_id
  ) AS keys
) AS counts
;
