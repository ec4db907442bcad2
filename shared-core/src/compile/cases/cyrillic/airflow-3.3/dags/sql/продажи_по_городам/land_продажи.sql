-- Takes the rows of файлы/данные/продажи за год.csv as they are

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

COPY "витрины"."продажи_по_городам__продажи" ("Город", "статус", "Сумма, руб", "дата") FROM STDIN WITH (FORMAT csv, HEADER true)
;
