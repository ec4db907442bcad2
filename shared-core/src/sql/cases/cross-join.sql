select p.id, n.x from people p cross join (values (1), (2)) as n(x) where p.id < 3 order by p.id, n.x
