select o.id, p.name, o.qty from orders o right join people p on p.id = o.person order by p.id, o.id
