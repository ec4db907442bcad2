select o.id, p.name, p.salary, p.id as pid from orders o left join people p on p.id = o.person order by o.id
