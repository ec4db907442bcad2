select id, name ~ '^[А-Я]' as cap, name ~* 'ИВАН' as iv, name !~ 'а' as no from people order by id
