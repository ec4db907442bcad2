select upper(name) as name, salary * 2 as salary, salary as base from people where name = 'Иван' or salary > 2000 order by base, name
