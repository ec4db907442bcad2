select 'все' as "Группа", -1 as k, count(*) as n from people group by 1, 2
