-- Drops the landed tables

DROP TABLE IF EXISTS "витрины"."продажи_по_городам__продажи"
;
