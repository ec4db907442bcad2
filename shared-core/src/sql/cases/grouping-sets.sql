select status, person, sum(qty) as qty from orders group by grouping sets ((status), (person), ()) order by status, person, qty
