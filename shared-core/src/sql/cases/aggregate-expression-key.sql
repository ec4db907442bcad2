select extract(year from hired) as y, count(*) as n from people group by extract(year from hired) order by y
