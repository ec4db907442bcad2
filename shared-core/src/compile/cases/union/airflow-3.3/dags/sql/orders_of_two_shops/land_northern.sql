-- Makes the table in which north/shop.orders lands

DROP TABLE IF EXISTS marts.orders_of_two_shops__northern
;

CREATE DATABASE IF NOT EXISTS marts
;

CREATE TABLE marts.orders_of_two_shops__northern
(
  id     Int32,
  amount Nullable(Decimal(10, 2)),
  placed Nullable(Date32)
)
ENGINE = MergeTree
ORDER BY tuple()
;
