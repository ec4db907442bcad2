select id, rating::integer as i, salary::integer as s, (salary * 10)::bigint as b, id::text as t, salary::text as st, '12'::integer as lit, active::integer as flag from people order by id
