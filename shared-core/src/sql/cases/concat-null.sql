select id, name || ', ' || "Город" as joined, concat(name, ', ', "Город", ' ', id) as told, concat_ws('/', name, "Город", id) as ws from people order by id
