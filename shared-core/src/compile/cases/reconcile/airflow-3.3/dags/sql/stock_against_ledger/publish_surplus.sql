-- Publishes the rows of audit.surplus (replace)

DO $ddl$ BEGIN
  IF to_regnamespace('audit') IS NULL THEN CREATE SCHEMA audit; END IF;
EXCEPTION WHEN duplicate_schema OR unique_violation THEN NULL; -- another session was faster
END $ddl$
;

CREATE TABLE IF NOT EXISTS audit.surplus (
  article         text,
  quantity        bigint,
  ledger_quantity bigint
)
;

DELETE FROM audit.surplus
;

INSERT INTO audit.surplus (article, quantity, ledger_quantity)
WITH stock_2 AS (
  SELECT article, quantity
  FROM stock
), ledger_2 AS (
  SELECT article, quantity
  FROM ledger
), pairs AS (
  SELECT stock_2.article, stock_2.quantity, ledger_2.quantity AS ledger_quantity
  FROM stock_2
  JOIN ledger_2 ON stock_2.article = ledger_2.article AND stock_2.quantity > ledger_2.quantity
)
SELECT article, quantity, ledger_quantity
FROM pairs
;
