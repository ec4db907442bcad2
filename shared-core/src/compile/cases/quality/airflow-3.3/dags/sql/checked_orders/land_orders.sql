-- Takes the rows of files/orders.csv as they are

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

COPY checked_orders__orders (order_id, customer_id, amount, ordered_on, comment) FROM STDIN WITH (FORMAT csv, HEADER true)
;
