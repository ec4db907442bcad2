-- Publishes the rows of витрины.продажи_по_городам (replace)

DO $ddl$ BEGIN
  IF to_regnamespace('"витрины"') IS NULL THEN CREATE SCHEMA "витрины"; END IF;
EXCEPTION WHEN duplicate_schema OR unique_violation THEN NULL; -- another session was faster
END $ddl$
;

CREATE TABLE IF NOT EXISTS "витрины"."продажи_по_городам" (
  "Город"      text,
  "Всего, руб" numeric(38,2),
  "заказов"    bigint NOT NULL
)
;

DELETE FROM "витрины"."продажи_по_городам"
;

INSERT INTO "витрины"."продажи_по_городам" ("Город", "Всего, руб", "заказов")
WITH "продажи" AS (
  SELECT "Город", "статус", "Сумма, руб"
  FROM "витрины"."продажи_по_городам__продажи"
), "оплаченные" AS (
  SELECT "Город", "Сумма, руб"
  FROM "продажи"
  WHERE "статус" = 'оплачен' AND "Сумма, руб" > 0
), "по_городам" AS (
  SELECT "Город", sum("Сумма, руб") AS "Всего, руб", count(*) AS "заказов"
  FROM "оплаченные"
  GROUP BY "Город"
  HAVING count(*) > 1
)
SELECT *
FROM "по_городам"
ORDER BY "Всего, руб" DESC, "Город"
LIMIT 10
;
