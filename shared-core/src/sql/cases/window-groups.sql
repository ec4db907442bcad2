select id, sum(qty) over (order by person groups between 1 preceding and current row) as s from orders where person is not null order by id
