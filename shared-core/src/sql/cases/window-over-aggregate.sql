select status, sum(amount) as total, rank() over (order by sum(amount) desc nulls last) as place from orders group by status order by status
