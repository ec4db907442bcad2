select id from people where boss not in (1, null) order by id
