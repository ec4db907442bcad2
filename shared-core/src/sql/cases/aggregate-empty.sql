select count(*) as n, count(id) as k, sum(id) as s, min(id) as lo, max(name) as hi, avg(id) as mean, string_agg(name, ',') as names, bool_and(id > 0) as all_of, stddev(id) as dev from nothing
