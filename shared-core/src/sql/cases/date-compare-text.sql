select id from people where hired >= '2020-01-01' and hired < '2024-03-01' order by id
