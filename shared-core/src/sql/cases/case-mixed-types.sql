select id, case when id = 1 then salary when id = 2 then 0 else 1.5 end as x, coalesce(rating, 0) as r, coalesce(salary, boss, 0) as s from people order by id
