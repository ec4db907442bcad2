(select id from people order by id desc limit 2) union all (select id from people order by id limit 1) order by id
