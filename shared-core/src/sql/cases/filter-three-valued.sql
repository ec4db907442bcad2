select id, name from people where not (boss = 1) or name is null order by id
