select o.id, p.id as person, o.status from orders o full join people p on p.id = o.person order by o.id, p.id
