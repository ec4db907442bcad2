-- продажи-по-городам: шаг витрина → витрины.продажи_по_городам (replace)
-- AI-ETL 87d153107785, аналитика

CREATE OR REPLACE TABLE "витрины"."продажи_по_городам" AS
WITH "продажи" AS (
  SELECT "Город", "Сумма, руб"
  FROM read_csv('данные/продажи за год.csv') AS "продажи"
  WHERE "статус" = 'оплачен' AND "Сумма, руб" > 0
), "по_городам" AS (
  SELECT "Город", sum("Сумма, руб") AS "Всего, руб", count(*) AS "заказов"
  FROM "продажи"
  GROUP BY "Город"
  HAVING count(*) > 1
)
SELECT *
FROM "по_городам"
ORDER BY "Всего, руб" DESC NULLS FIRST, "Город"
LIMIT 10;
