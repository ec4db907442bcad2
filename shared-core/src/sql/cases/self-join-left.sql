select p.name, b.name as boss_name, coalesce(b.name, '—') as shown from people p left join people b on b.id = p.boss order by p.id
