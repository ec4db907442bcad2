select id from people where name like 'О''Н%' or name like '%\_%' or name like '!%%' escape '!' order by id
