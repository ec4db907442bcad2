-- sales-with-subtotals: шаг mart_cube → marts.sales_cube (replace)
-- AI-ETL 2040a57bd5f4
-- Прежде загрузите shop.sales (подключение shop, шаг sales) в staging.sales

CREATE OR REPLACE TABLE marts.sales_cube AS
WITH sales AS (
  SELECT region, product, amount
  FROM staging.sales
  WHERE amount IS NOT NULL
)
SELECT region, product, max(amount) AS largest
FROM sales
GROUP BY CUBE (region, product);
