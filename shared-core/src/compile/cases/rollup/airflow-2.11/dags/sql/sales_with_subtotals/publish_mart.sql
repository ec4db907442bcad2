-- Publishes the rows of marts.sales_totals (replace)

DO $ddl$ BEGIN
  IF to_regnamespace('marts') IS NULL THEN CREATE SCHEMA marts; END IF;
EXCEPTION WHEN duplicate_schema OR unique_violation THEN NULL; -- another session was faster
END $ddl$
;

CREATE TABLE IF NOT EXISTS marts.sales_totals (
  region   text,
  product  text,
  amount   numeric(38,2),
  sales    bigint NOT NULL,
  products bigint NOT NULL
)
;

DELETE FROM marts.sales_totals
;

INSERT INTO marts.sales_totals (region, product, amount, sales, products)
WITH sales AS (
  SELECT region, product, amount
  FROM shop.sales
  WHERE amount IS NOT NULL
)
SELECT
  sales.region,
  sales.product,
  sum(sales.amount) AS amount,
  count(*) AS sales,
  count(DISTINCT sales.product) AS products
FROM sales
GROUP BY ROLLUP (sales.region, sales.product)
HAVING count(*) > 1
;
