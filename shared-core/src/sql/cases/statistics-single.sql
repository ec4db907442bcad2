select person, stddev(amount) as dev, corr(amount, qty) as c from orders group by person order by person
