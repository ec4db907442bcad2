-- Rule "keys are unique"

SELECT toBool(failed_rows = 0) AS holds
FROM (
  WITH `rows` AS (
    SELECT id
    FROM analytics.orders_nightly__rows
  ), named AS (
    SELECT id
    FROM `rows`
  )
  SELECT
    coalesce(sumOrNull(toDecimal128(CASE WHEN id IS NOT NULL THEN copies - 1 ELSE 0 END, 0)), 0) AS failed_rows,
    coalesce(sumOrNull(toDecimal128(copies, 0)), 0) AS total_rows
  FROM (
    SELECT id, count() AS copies
    FROM named
    GROUP BY id
  ) AS keys
) AS counts
;
