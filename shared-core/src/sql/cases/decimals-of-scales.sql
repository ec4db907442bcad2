select coalesce(amount, 0.0), case when qty > 1 then amount else 1.5 end from orders
