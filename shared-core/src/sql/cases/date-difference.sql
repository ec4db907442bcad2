select id, extract(epoch from placed - timestamp '2024-01-01 00:00:00') as seconds from orders order by id
