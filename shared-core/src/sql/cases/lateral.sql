select p.id, l.total from people p left join lateral (select sum(o.amount) as total from orders o where o.person = p.id) as l on true order by p.id
