-- Drops the landed tables

DROP TABLE IF EXISTS checked_orders__orders
;
