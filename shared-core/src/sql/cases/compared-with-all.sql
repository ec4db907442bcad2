select id, qty > all (select id from people where id < 3) as more, qty >= all (select boss from people) as unknown,
  qty < all (select id from people where id > 100) as nothing, qty = all (select 3) as equal, amount <= all (select amount from orders where amount > 1000 union all select 20.5) as least
from orders
