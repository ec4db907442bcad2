with v as (select a.id, a.person, b.id as other from orders a join orders b on a.person = b.person) select id, person, other from v where person > 0
