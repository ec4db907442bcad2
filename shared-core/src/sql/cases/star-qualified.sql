select p.*, o.id as order_id from people p join orders o on o.person = p.id where o.id = 101
