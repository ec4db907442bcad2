select left(status, 1) as letter, count(*) as n from orders group by 1 order by 2 desc, 1
