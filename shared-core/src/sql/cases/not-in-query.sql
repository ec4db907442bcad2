select id from people where id not in (select person from orders where person is not null) order by id
