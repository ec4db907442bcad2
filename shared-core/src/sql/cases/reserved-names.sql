select 1 as "select", 2 as "from", 3 as "Order", 4 as "a b", 5 as "кавычка""внутри", 6 as user
