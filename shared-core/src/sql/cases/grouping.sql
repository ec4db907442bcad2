select status, qty, grouping(status), grouping(status, qty), count(*) from orders group by rollup (status, qty)
