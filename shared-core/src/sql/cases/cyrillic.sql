select "Город" as "Где живёт", length("Город") as "Длина", upper("Город") as "ВЕРХ", substring("Город", 2, 3) as "Часть" from people where "Город" like '%к%' and "Город" ilike 'МОСК%' order by id
