select status, percentile_cont(0.5) within group (order by amount) as median, percentile_disc(0.9) within group (order by qty) as p90 from orders group by status order by status
