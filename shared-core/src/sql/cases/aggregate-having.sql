select person, sum(amount) as total from orders group by person having sum(amount) > 15 and count(*) > 1 order by person
