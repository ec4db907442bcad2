-- stock-against-ledger: шаг mart → audit.gaps (replace)
-- AI-ETL 14bb528c1fc4
-- Прежде загрузите stock (подключение erp, шаг stock) в staging.stock
-- Прежде загрузите ledger (подключение erp, шаг ledger) в staging.ledger

CREATE OR REPLACE TABLE audit.gaps AS
WITH stock AS (
  SELECT article, depot, quantity
  FROM staging.stock
), ledger AS (
  SELECT article, depot, quantity, booked_on
  FROM staging.ledger
), "both" AS (
  SELECT
    coalesce(stock.article, ledger.article) AS article,
    coalesce(stock.depot, ledger.depot) AS depot,
    stock.quantity,
    ledger.quantity AS ledger_quantity,
    ledger.booked_on
  FROM stock
  FULL JOIN ledger ON stock.article = ledger.article AND stock.depot = ledger.depot
)
SELECT *
FROM "both"
WHERE quantity IS DISTINCT FROM ledger_quantity AND article IS NOT NULL;
