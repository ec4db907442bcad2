select id, paid at time zone 'Europe/Moscow' as msk, paid at time zone 'America/New_York' as ny, placed at time zone 'Europe/Berlin' as berlin from orders order by id
