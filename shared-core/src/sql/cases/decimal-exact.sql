select sum(amount) * 0.1 as tenth, sum(amount * qty) as total, sum(0.1 * qty) as x, 0.1 + 0.2 as y, round(sum(amount) / 7, 2) as r from orders
