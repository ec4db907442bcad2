select id, name, salary from people where false
