-- Publishes the rows of values (replace)

CREATE TABLE IF NOT EXISTS "values" (
  "user"  text,
  amount  numeric(38,0) NOT NULL,
  largest bigint NOT NULL,
  "from"  date
)
;

DELETE FROM "values"
;

INSERT INTO "values" ("user", amount, largest, "from")
WITH order_2 AS (
  SELECT "user", amount, "from"
  FROM "order"
), "group" AS (
  SELECT upper(order_2."user") AS "user", coalesce(order_2.amount, 0) AS amount, order_2."from"
  FROM order_2
), "table" AS (
  SELECT
    "group"."user",
    sum("group".amount) AS amount,
    max("group".amount) AS largest,
    min("group"."from") AS "from"
  FROM "group"
  GROUP BY "group"."user"
  HAVING sum("group".amount) > 0 OR sum("group".amount) < 0
)
SELECT *
FROM "table"
ORDER BY amount DESC, "user"
LIMIT 5
OFFSET 1
;
