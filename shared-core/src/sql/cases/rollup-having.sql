select status, count(*) as n from orders group by rollup (status) having count(*) > 1 order by n, status
