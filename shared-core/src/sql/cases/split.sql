select id, split_part(name, '''', 2) as tail, strpos(name, 'р') as at from people order by id
