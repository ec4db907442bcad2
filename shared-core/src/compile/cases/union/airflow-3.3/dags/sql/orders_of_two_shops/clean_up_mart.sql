-- Drops the landed tables

DROP TABLE IF EXISTS marts.orders_of_two_shops__northern
;
