select id, name, total from people natural join (select person as id, sum(qty) as total from orders group by person) as o
