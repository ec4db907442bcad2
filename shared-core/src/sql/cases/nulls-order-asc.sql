select name from people order by name nulls first
