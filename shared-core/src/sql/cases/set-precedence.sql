select 1 as x union all select 2 intersect select 3 order by x
