select id, name like 'И%' as i, name not like '%а' as n from people order by id
