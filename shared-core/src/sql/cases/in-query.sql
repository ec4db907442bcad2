select id from people where id in (select person from orders where status = 'новый') order by id
