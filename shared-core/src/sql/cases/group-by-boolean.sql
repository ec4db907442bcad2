select active, count(*) as n from people group by active order by active
