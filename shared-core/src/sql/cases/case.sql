select id, case when salary > 2000 then 'много' when salary > 1000 then 'средне' else 'мало' end as level, case boss when 1 then 'один' when 2 then 'два' end as boss from people order by id
