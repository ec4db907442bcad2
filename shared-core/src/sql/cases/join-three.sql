select p."Город", count(*) as n, sum(o.amount) as total from orders o left join people p on p.id = o.person left join people b on b.id = p.boss group by p."Город" order by p."Город" nulls first
