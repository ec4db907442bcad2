select * from (select id, name from people) as p natural left join (select person as id, count(*) as orders from orders where person is not null group by person) as o
