-- same-names: шаг values → values (replace)
-- AI-ETL e2271c4af7af
-- Прежде загрузите order (подключение db, шаг order) в staging."order"

CREATE OR REPLACE TABLE "values" AS
WITH "order" AS (
  SELECT user, amount, "from"
  FROM staging."order"
), "group" AS (
  SELECT upper("order".user) AS user, coalesce("order".amount, 0) AS amount, "order"."from"
  FROM "order"
), "table" AS (
  SELECT
    "group".user,
    sum("group".amount) AS amount,
    max("group".amount) AS largest,
    min("group"."from") AS "from"
  FROM "group"
  GROUP BY "group".user
  HAVING sum("group".amount) > 0 OR sum("group".amount) < 0
)
SELECT *
FROM "table"
ORDER BY amount DESC, user
LIMIT 5
OFFSET 1;
