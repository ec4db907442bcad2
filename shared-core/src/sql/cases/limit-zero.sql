select id from people limit 0
