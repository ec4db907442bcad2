select id, name from people order by coalesce(salary, 0) desc, id
