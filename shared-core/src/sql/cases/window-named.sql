select id, sum(qty) over w as s, count(amount) over w as n from orders window w as (partition by status order by id) order by id
