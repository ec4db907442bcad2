select id, hired + 30 as later, date '2024-03-01' - hired as days, hired + interval '1 year' as year, hired - interval '1 month' as month from people order by id
