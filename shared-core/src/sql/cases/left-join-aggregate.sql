select p.id, count(o.id) as orders, sum(o.amount) as total, max(o.status) as last from people p left join orders o on o.person = p.id group by p.id order by p.id
