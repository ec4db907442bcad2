select "Город", count(*) as n, count(salary) as known, sum(salary) as total, avg(salary) as mean, min(name) as first, max(hired) as last from people group by "Город" order by "Город"
