select round(salary) as r0, round(salary, 1) as r1, round(rating) as f0, trunc(rating) as t, ceil(salary) as c, floor(rating) as f from people order by id
