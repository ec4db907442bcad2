select id, amount * amount * 100000.00 as wide, amount * 99999999.99 as big from orders order by id
