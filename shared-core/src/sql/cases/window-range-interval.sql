select id, count(*) over (order by placed range between interval '30 days' preceding and current row) as n from orders where placed is not null order by id
