-- sales-with-subtotals: шаг mart → marts.sales_totals (replace)
-- AI-ETL 2040a57bd5f4
-- Прежде загрузите shop.sales (подключение shop, шаг sales) в staging.sales

CREATE OR REPLACE TABLE marts.sales_totals AS
WITH sales AS (
  SELECT region, product, amount
  FROM staging.sales
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
HAVING count(*) > 1;
