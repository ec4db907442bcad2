select id, substring(name, boss) as a, substring(name, boss, id) as b, substring(name, 2, boss) as c, substring(name, boss - 2, 3) as d from people order by id
