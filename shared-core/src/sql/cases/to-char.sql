select id, to_char(placed, 'YYYY-MM HH24:MI') as month from orders order by id
