select date_trunc('day', paid at time zone 'Europe/Moscow') as day, count(*) as n from orders where paid is not null group by date_trunc('day', paid at time zone 'Europe/Moscow') order by day
