select id from orders where qty <> all (select id from people where id < 3)
