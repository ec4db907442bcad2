select id from people where id not in (select person from orders) order by id
