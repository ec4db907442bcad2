select id, note #>> '{тип}', json_extract_path_text(note, 'тип') from orders
