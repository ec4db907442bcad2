select "Город", active, count(*) as n, sum(salary) as total from people group by rollup ("Город", active) order by "Город", active, n
