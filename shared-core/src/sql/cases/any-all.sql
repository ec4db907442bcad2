select id from orders where qty > all (array[1, 0]) or qty = any (array[12, 1]) or status like any (array['о%', 'x'])
