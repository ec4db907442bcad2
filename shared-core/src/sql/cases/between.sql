select id, salary between 100 and 2000 as mid, hired not between date '2020-01-01' and date '2022-01-01' as out from people order by id
