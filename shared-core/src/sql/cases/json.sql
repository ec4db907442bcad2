select id, note ->> 'тип' as kind, note -> 'parts' -> 1 as part, note -> 'parts' ->> 0 as first, note ->> 'ok' as ok, note ->> 'n' as n from orders order by id
