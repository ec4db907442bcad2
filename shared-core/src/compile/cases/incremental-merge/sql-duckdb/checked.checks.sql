-- orders-nightly: проверки шага checked: каждая даёт failed_rows и total_rows
-- AI-ETL 62ba1d81d256, analytics
-- Прежде загрузите public.orders (подключение shop, шаг rows) в staging.rows

-- keys are unique (error)
WITH rows AS (
  SELECT id
  FROM staging.rows
  WHERE amount >= 0
), named AS (
  SELECT id
  FROM rows
)
SELECT
  coalesce(sum(CASE WHEN id IS NOT NULL THEN copies - 1 ELSE 0 END), 0) AS failed_rows,
  coalesce(sum(copies), 0) AS total_rows
FROM (
  SELECT id, count(*) AS copies
  FROM named
  GROUP BY id
) AS keys;
