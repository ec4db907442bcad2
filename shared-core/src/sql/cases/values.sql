select * from (values (1, 'а'), (2, null), (null, 'в')) as v(n, t) order by n
