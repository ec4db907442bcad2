select status, count(*) filter (where qty > 1) as many, sum(amount) filter (where qty > 5) as big, count(distinct person) as people from orders group by status order by status
