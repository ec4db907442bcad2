select id from people p where not exists (select 1 from orders o where o.person = p.id) order by id
