-- Rows of north/shop.orders

COPY (
  SELECT id, amount, placed
  FROM shop.orders
) TO STDOUT WITH (FORMAT csv, HEADER true, NULL '\N')
