select id, salary - (select avg(salary) from people) as over_mean from people order by id
