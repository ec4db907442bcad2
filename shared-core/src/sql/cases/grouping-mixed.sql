select status, person, qty, count(*) as n from orders group by status, rollup (person, qty) order by status, person, qty, n
