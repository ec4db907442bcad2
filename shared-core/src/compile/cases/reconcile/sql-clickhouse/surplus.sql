-- stock-against-ledger: step surplus → audit.surplus (replace)
-- AI-ETL 14bb528c1fc4
-- Before: load stock (connection erp, step stock) into staging.stock
-- Before: load ledger (connection erp, step ledger) into staging.ledger

CREATE DATABASE IF NOT EXISTS audit;

CREATE TABLE IF NOT EXISTS audit.surplus
(
  article         Nullable(String),
  quantity        Nullable(Int64),
  ledger_quantity Nullable(Int64)
)
ENGINE = MergeTree
ORDER BY tuple();

DROP TABLE IF EXISTS audit.surplus__new;

CREATE TABLE audit.surplus__new AS audit.surplus;

INSERT INTO audit.surplus__new (article, quantity, ledger_quantity)
WITH stock AS (
  SELECT article, quantity
  FROM staging.stock
), ledger AS (
  SELECT article, quantity
  FROM staging.ledger
), pairs AS (
  SELECT stock.article AS article, stock.quantity AS quantity, ledger.quantity AS ledger_quantity
  FROM stock
  JOIN ledger ON stock.article = ledger.article AND stock.quantity > ledger.quantity
)
SELECT article, quantity, ledger_quantity
FROM pairs;

EXCHANGE TABLES audit.surplus__new AND audit.surplus;

DROP TABLE audit.surplus__new;
