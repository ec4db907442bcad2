select name, sum(id) as s from nothing group by name
