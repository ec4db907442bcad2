select id, name from nothing union all select id, name from people where id = 1
