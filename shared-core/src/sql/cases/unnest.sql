select u from unnest(array['б', 'а', null]) as u
