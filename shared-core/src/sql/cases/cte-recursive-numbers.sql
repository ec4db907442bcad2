with recursive n(x) as (select 1 union all select x + 1 from n where x < 10) select sum(x) as s, count(*) as n from n
