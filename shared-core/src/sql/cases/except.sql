select id from people except select person from orders order by id
