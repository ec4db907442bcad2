select id, case when qty > 0 then amount / qty end as price, case when qty <> 0 then 10 / qty end as whole from orders order by id
