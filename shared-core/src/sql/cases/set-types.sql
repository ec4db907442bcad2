select id, salary from people where id = 1 union all select 7, 5 union all select 8, 0.125 order by id
