select p.id, n.name from people p left join nothing n on n.id = p.id order by p.id
