select id, rating / 2 as half, rating / nullif(rating, 0) as one from people order by id
