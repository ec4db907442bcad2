-- Makes the table in which файлы/данные/продажи за год.csv lands

DROP TABLE IF EXISTS "витрины"."продажи_по_городам__продажи"
;

DO $ddl$ BEGIN
  IF to_regnamespace('"витрины"') IS NULL THEN CREATE SCHEMA "витрины"; END IF;
EXCEPTION WHEN duplicate_schema OR unique_violation THEN NULL; -- another session was faster
END $ddl$
;

CREATE TABLE "витрины"."продажи_по_городам__продажи" (
  "Город"      text,
  "статус"     text,
  "Сумма, руб" numeric(12,2),
  "дата"       date
)
;
