select id, amount / 3 as third, amount / nullif(qty, 0) as price, amount * 1.5 as more, amount * qty as total, amount + 0.005 as tiny from orders order by id
