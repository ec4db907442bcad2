select o.id, p.name from orders o join people p on p.id = o.person order by o.id
