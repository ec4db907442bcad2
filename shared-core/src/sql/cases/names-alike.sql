select a.id, b.id from orders a join people b on a.person = b.id
