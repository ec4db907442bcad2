-- Publishes the rows of marts.sales_cube (replace)

DO $ddl$ BEGIN
  IF to_regnamespace('marts') IS NULL THEN CREATE SCHEMA marts; END IF;
EXCEPTION WHEN duplicate_schema OR unique_violation THEN NULL; -- another session was faster
END $ddl$
;

CREATE TABLE IF NOT EXISTS marts.sales_cube (
  region  text,
  product text,
  largest numeric(12,2)
)
;

DELETE FROM marts.sales_cube
;

INSERT INTO marts.sales_cube (region, product, largest)
WITH sales AS (
  SELECT region, product, amount
  FROM shop.sales
  WHERE amount IS NOT NULL
)
SELECT region, product, max(amount) AS largest
FROM sales
GROUP BY CUBE (region, product)
;
