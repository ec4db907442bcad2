-- Publishes the rows of analytics.orders (merge)

CREATE DATABASE IF NOT EXISTS analytics
;

CREATE TABLE IF NOT EXISTS analytics.orders
(
  id       Int64,
  customer Nullable(String),
  amount   Nullable(Decimal(12, 2))
)
ENGINE = ReplacingMergeTree
ORDER BY (id)
;

DROP TABLE IF EXISTS analytics.orders__rows
;

CREATE TABLE analytics.orders__rows AS analytics.orders
;

INSERT INTO analytics.orders__rows (id, customer, amount)
WITH `rows` AS (
  SELECT id, customer, amount
  FROM analytics.orders_nightly__rows
), named AS (
  SELECT `rows`.id, upperUTF8(`rows`.customer) AS customer, `rows`.amount
  FROM `rows`
)
SELECT *
FROM named
;

DROP TABLE IF EXISTS analytics.orders__new
;

CREATE TABLE analytics.orders__new AS analytics.orders
;

INSERT INTO analytics.orders__new
SELECT target.*
FROM analytics.orders AS target
LEFT ANTI JOIN analytics.orders__rows AS loaded USING (id)
;

INSERT INTO analytics.orders__new
SELECT * FROM analytics.orders__rows
;

EXCHANGE TABLES analytics.orders__new AND analytics.orders
;

DROP TABLE analytics.orders__new
;

DROP TABLE analytics.orders__rows
;
