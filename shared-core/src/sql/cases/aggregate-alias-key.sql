select date_trunc('month', placed) as month, sum(qty) as qty from orders group by month order by month
