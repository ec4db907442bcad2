select id, round(amount / nullif(sum(amount) over (), 0) * 100, 2) as share from orders order by id
