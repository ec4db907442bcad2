select lower(status) as status, count(*) as n from orders group by status order by n desc, status
