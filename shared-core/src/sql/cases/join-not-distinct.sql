select a.id, b.id as other from people a join people b on a.boss is not distinct from b.boss where a.id < b.id order by a.id, b.id
