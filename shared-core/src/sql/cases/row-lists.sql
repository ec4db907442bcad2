select id from orders where (person, qty) in ((1, 3), (2, 0)) or (id, person) = (104, 1)
