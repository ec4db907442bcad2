select id, placed + qty * interval '1 day' as due from orders order by id
