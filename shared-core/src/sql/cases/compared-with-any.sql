select id from orders where qty > any (select id from people where id > 1) or qty <> any (select boss from people where boss is not null)
  or amount < some (select salary from people where name is null) or (qty <= any (select boss from people)) is null
