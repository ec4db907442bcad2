select p.id, g.n from people p cross join generate_series(1, 3) as g(n)
