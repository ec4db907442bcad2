select id from people order by id limit 2 offset 3
