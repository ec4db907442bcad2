-- sales-with-subtotals: step mart_cube → marts.sales_cube (replace)
-- AI-ETL 2040a57bd5f4
-- Before: load shop.sales (connection shop, step sales) into staging.sales

CREATE DATABASE IF NOT EXISTS marts;

CREATE TABLE IF NOT EXISTS marts.sales_cube
(
  region  Nullable(String),
  product Nullable(String),
  largest Nullable(Decimal(12, 2))
)
ENGINE = MergeTree
ORDER BY tuple();

DROP TABLE IF EXISTS marts.sales_cube__new;

CREATE TABLE marts.sales_cube__new AS marts.sales_cube;

INSERT INTO marts.sales_cube__new (region, product, largest)
WITH sales AS (
  SELECT region, product, amount
  FROM staging.sales
  WHERE amount IS NOT NULL
)
SELECT region, product, max(amount) AS largest
FROM sales
GROUP BY CUBE (region, product)
SETTINGS group_by_use_nulls = 1;

EXCHANGE TABLES marts.sales_cube__new AND marts.sales_cube;

DROP TABLE marts.sales_cube__new;
