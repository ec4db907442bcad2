select sum(id * 80000000000000000) as s from orders where id < 104
