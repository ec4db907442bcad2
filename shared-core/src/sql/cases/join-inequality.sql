select a.id, count(*) as below from people a join people b on b.salary < a.salary group by a.id order by a.id
