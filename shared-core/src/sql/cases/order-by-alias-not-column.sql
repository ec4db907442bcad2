select id, -rating as rating from people order by rating, id
