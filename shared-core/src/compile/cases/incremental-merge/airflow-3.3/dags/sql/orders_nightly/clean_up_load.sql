-- Drops the landed tables

DROP TABLE IF EXISTS analytics.orders_nightly__rows
;
