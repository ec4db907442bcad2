select id, greatest(salary, rating) as g, least(boss, 2, null) as l from people order by id
