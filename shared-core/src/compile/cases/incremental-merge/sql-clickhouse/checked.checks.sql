-- orders-nightly: checks of step checked: each gives failed_rows and total_rows
-- AI-ETL 62ba1d81d256, analytics
-- Before: load public.orders (connection shop, step rows) into staging.`rows`

-- keys are unique (error)
WITH `rows` AS (
  SELECT id
  FROM staging.`rows`
  WHERE amount >= 0
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
) AS keys;
