select t.city, t.n from (select "Город" as city, count(*) as n from (select * from people where active) as a group by "Город") as t where t.n > 0 order by t.city
