select id from people where id < 3 union (select id from people where id > 4 except select 6) order by 1
