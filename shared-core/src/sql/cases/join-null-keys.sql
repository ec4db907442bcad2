select a.id, b.id as other from people a join people b on a.boss = b.boss and a.id < b.id order by a.id, b.id
