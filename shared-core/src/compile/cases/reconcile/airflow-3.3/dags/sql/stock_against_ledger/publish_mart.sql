-- Publishes the rows of audit.gaps (replace)

DO $ddl$ BEGIN
  IF to_regnamespace('audit') IS NULL THEN CREATE SCHEMA audit; END IF;
EXCEPTION WHEN duplicate_schema OR unique_violation THEN NULL; -- another session was faster
END $ddl$
;

CREATE TABLE IF NOT EXISTS audit.gaps (
  article         text,
  depot           integer,
  quantity        bigint,
  ledger_quantity bigint,
  booked_on       date
)
;

DELETE FROM audit.gaps
;

INSERT INTO audit.gaps (article, depot, quantity, ledger_quantity, booked_on)
WITH stock_2 AS (
  SELECT article, depot, quantity
  FROM stock
), ledger_2 AS (
  SELECT article, depot, quantity, booked_on
  FROM ledger
), "both" AS (
  SELECT
    coalesce(stock_2.article, ledger_2.article) AS article,
    coalesce(stock_2.depot, ledger_2.depot) AS depot,
    stock_2.quantity,
    ledger_2.quantity AS ledger_quantity,
    ledger_2.booked_on
  FROM stock_2
  FULL JOIN ledger_2 ON stock_2.article = ledger_2.article AND stock_2.depot = ledger_2.depot
)
SELECT *
FROM "both"
WHERE quantity IS DISTINCT FROM ledger_quantity AND article IS NOT NULL
;
