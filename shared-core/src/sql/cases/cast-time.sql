select id, placed::date as d, placed::text as t from orders order by id
