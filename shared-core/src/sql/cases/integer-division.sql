select id, qty / 2 as half, -qty / 2 as minus, qty % 2 as odd, -qty % 2 as negative_odd, id / 100 as hundreds from orders order by id
