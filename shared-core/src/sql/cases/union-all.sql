select id, name from people where id < 3 union all select id, null from people where id < 2 order by id, name
