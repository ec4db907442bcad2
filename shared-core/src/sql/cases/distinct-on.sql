select distinct on (status) status, id, amount from orders order by status, amount desc nulls last, id
