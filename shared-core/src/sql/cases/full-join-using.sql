select id, a.name as left_name, b.name as right_name from people a full join nothing b using (id) order by id
