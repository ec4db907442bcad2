select id, sum(qty) over (order by id rows between 1 preceding and current row) as near,
  sum(qty) over (order by id rows between 2 preceding and 1 preceding) as before,
  avg(amount) over (partition by status order by id) as running,
  count(*) over () as n,
  max(amount) over (order by id rows between current row and unbounded following) as ahead
from orders order by id
