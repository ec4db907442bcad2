select id, (id - 9) % length(name) as odd, coalesce(length(name), boss) as l, greatest(rating, length("Город")) as g from people order by id
