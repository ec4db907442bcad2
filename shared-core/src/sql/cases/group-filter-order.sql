select status, string_agg(distinct person::text, ',') as people from orders where person = 1 or person = 4 group by status order by status
