select status, array_agg(id order by id desc) as ids, string_agg(id::text, '+' order by id) as joined from orders group by status order by status
