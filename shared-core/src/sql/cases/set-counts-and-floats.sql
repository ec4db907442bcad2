select id, length(name) as n from people union all select boss, rating from people where boss = 1 order by id, n
