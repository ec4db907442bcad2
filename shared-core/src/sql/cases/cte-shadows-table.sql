with people as (select 1 as id, 'тень' as name) select * from people
