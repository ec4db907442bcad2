-- Makes the table in which файлы/данные/продажи за год.csv lands

DROP TABLE IF EXISTS "витрины"."продажи_по_городам__продажи"
;

CREATE TABLE "витрины"."продажи_по_городам__продажи" (
  "Город"      text,
  "статус"     text,
  "Сумма, руб" numeric(12,2),
  "дата"       date
)
;
