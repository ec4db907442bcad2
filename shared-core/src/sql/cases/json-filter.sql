select id from orders where note ->> 'тип' = 'опт' or (note ->> 'n')::integer > 5 order by id
