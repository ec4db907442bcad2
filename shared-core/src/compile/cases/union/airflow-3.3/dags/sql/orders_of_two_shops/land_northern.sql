-- Takes the rows of north/shop.orders as they are

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

INSERT INTO marts.orders_of_two_shops__northern (id, amount, placed) SETTINGS date_time_input_format = 'best_effort' FORMAT CSVWithNames
;
