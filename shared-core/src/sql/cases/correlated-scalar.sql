select id, (select count(*) from orders o where o.person = p.id) as n, (select max(amount) from orders o where o.person = p.id) as biggest from people p order by id
