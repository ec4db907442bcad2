-- Makes the table in which files/orders.csv lands

DROP TABLE IF EXISTS checked_orders__orders
;

CREATE TABLE checked_orders__orders (
  order_id    bigint,
  customer_id bigint,
  amount      text,
  ordered_on  date,
  comment     text
)
;
