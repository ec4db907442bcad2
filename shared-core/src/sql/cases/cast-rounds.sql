select id, salary::numeric(10, 1) as cut, rating::numeric(5, 0) as f, (3 / nullif(rating, 0))::integer as i from people order by id
