select id, boss in (1, null) as one, boss not in (2) as two from people order by id
