select person, sum(amount) as amount, count(amount) as n from orders group by person having sum(amount) > 20 order by amount desc
