-- продажи-по-городам: step витрина → витрины.продажи_по_городам (replace)
-- AI-ETL 87d153107785, аналитика
-- Before: load данные/продажи за год.csv (connection файлы, step продажи) into staging.`продажи`

CREATE DATABASE IF NOT EXISTS `витрины`;

CREATE TABLE IF NOT EXISTS `витрины`.`продажи_по_городам`
(
  `Город`      Nullable(String),
  `Всего, руб` Nullable(Decimal(38, 2)),
  `заказов`    Int64
)
ENGINE = MergeTree
ORDER BY tuple();

DROP TABLE IF EXISTS `витрины`.`продажи_по_городам__new`;

CREATE TABLE `витрины`.`продажи_по_городам__new` AS `витрины`.`продажи_по_городам`;

INSERT INTO `витрины`.`продажи_по_городам__new` (`Город`, `Всего, руб`, `заказов`)
WITH `продажи` AS (
  SELECT `Город`, `Сумма, руб`
  FROM staging.`продажи`
  WHERE `статус` = 'оплачен' AND `Сумма, руб` > 0
), `по_городам` AS (
  SELECT `Город`, sum(`Сумма, руб`) AS `Всего, руб`, count() AS `заказов`
  FROM `продажи`
  GROUP BY `Город`
  HAVING count() > 1
)
SELECT *
FROM `по_городам`
ORDER BY `Всего, руб` DESC NULLS FIRST, `Город`
LIMIT 10;

EXCHANGE TABLES `витрины`.`продажи_по_городам__new` AND `витрины`.`продажи_по_городам`;

DROP TABLE `витрины`.`продажи_по_городам__new`;
