select id, amount between symmetric 21 and 5, status similar to '(оплачен|нов_й)%' from orders
