-- stock-against-ledger: шаг surplus → audit.surplus (replace)
-- AI-ETL 14bb528c1fc4
-- Прежде загрузите stock (подключение erp, шаг stock) в staging.stock
-- Прежде загрузите ledger (подключение erp, шаг ledger) в staging.ledger

CREATE OR REPLACE TABLE audit.surplus AS
WITH stock AS (
  SELECT article, quantity
  FROM staging.stock
), ledger AS (
  SELECT article, quantity
  FROM staging.ledger
), pairs AS (
  SELECT stock.article, stock.quantity, ledger.quantity AS ledger_quantity
  FROM stock
  JOIN ledger ON stock.article = ledger.article AND stock.quantity > ledger.quantity
)
SELECT article, quantity, ledger_quantity
FROM pairs;
