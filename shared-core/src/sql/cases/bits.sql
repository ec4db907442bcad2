select id, id & 6 as a, id | 1 as b, qty # 5 as c, ~qty as d, qty << 3 as e, id >> 1 as f, (qty & 1) = 1 as odd from orders where (id & 1) = 1 or qty is null
