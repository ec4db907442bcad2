select id, salary from people order by salary desc nulls last, id
