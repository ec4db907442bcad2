select status, person, count(*) as n from orders group by cube (status, person) order by status, person, n
