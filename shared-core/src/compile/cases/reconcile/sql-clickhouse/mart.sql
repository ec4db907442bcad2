-- stock-against-ledger: step mart → audit.gaps (replace)
-- AI-ETL 14bb528c1fc4
-- Before: load stock (connection erp, step stock) into staging.stock
-- Before: load ledger (connection erp, step ledger) into staging.ledger

CREATE DATABASE IF NOT EXISTS audit;

CREATE TABLE IF NOT EXISTS audit.gaps
(
  article         Nullable(String),
  depot           Nullable(Int32),
  quantity        Nullable(Int64),
  ledger_quantity Nullable(Int64),
  booked_on       Nullable(Date32)
)
ENGINE = MergeTree
ORDER BY tuple();

DROP TABLE IF EXISTS audit.gaps__new;

CREATE TABLE audit.gaps__new AS audit.gaps;

INSERT INTO audit.gaps__new (article, depot, quantity, ledger_quantity, booked_on)
WITH stock AS (
  SELECT article, depot, quantity
  FROM staging.stock
), ledger AS (
  SELECT article, depot, quantity, booked_on
  FROM staging.ledger
), `both` AS (
  SELECT
    coalesce(stock.article, ledger.article) AS article,
    coalesce(stock.depot, ledger.depot) AS depot,
    stock.quantity AS quantity,
    ledger.quantity AS ledger_quantity,
    ledger.booked_on
  FROM stock
  FULL JOIN ledger ON stock.article = ledger.article AND stock.depot = ledger.depot
  SETTINGS join_use_nulls = 1
)
SELECT *
FROM `both`
WHERE quantity IS DISTINCT FROM ledger_quantity AND article IS NOT NULL;

EXCHANGE TABLES audit.gaps__new AND audit.gaps;

DROP TABLE audit.gaps__new;
