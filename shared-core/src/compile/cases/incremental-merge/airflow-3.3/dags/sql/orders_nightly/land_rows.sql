-- Takes the rows of shop/public.orders as they are

DROP TABLE IF EXISTS analytics.orders_nightly__rows
;

CREATE DATABASE IF NOT EXISTS analytics
;

CREATE TABLE analytics.orders_nightly__rows
(
  id         Int64,
  customer   Nullable(String),
  amount     Nullable(Decimal(12, 2)),
  changed_at Nullable(DateTime64(6, 'UTC'))
)
ENGINE = MergeTree
ORDER BY tuple()
;

INSERT INTO analytics.orders_nightly__rows (id, customer, amount, changed_at) SETTINGS date_time_input_format = 'best_effort' FORMAT CSVWithNames
;
