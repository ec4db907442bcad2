-- sales-with-subtotals: step mart → marts.sales_totals (replace)
-- AI-ETL 2040a57bd5f4
-- Before: load shop.sales (connection shop, step sales) into staging.sales

CREATE DATABASE IF NOT EXISTS marts;

CREATE TABLE IF NOT EXISTS marts.sales_totals
(
  region   Nullable(String),
  product  Nullable(String),
  amount   Nullable(Decimal(38, 2)),
  sales    Int64,
  products Int64
)
ENGINE = MergeTree
ORDER BY tuple();

DROP TABLE IF EXISTS marts.sales_totals__new;

CREATE TABLE marts.sales_totals__new AS marts.sales_totals;

INSERT INTO marts.sales_totals__new (region, product, amount, sales, products)
WITH sales AS (
  SELECT region, product, amount
  FROM staging.sales
  WHERE amount IS NOT NULL
)
SELECT
  sales.region,
  sales.product,
  sum(sales.amount) AS amount,
  count() AS sales,
  uniqExact(sales.product) AS products
FROM sales
GROUP BY ROLLUP (sales.region, sales.product)
HAVING count() > 1
SETTINGS group_by_use_nulls = 1;

EXCHANGE TABLES marts.sales_totals__new AND marts.sales_totals;

DROP TABLE marts.sales_totals__new;
