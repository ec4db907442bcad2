select round(salary) , round(rating), round(salary, 1), salary::int, rating::int, id from people
