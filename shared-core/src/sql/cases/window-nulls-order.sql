select id, row_number() over (order by salary desc, id) as d, row_number() over (order by salary nulls first, id) as f from people order by id
