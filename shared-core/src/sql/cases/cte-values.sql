with v(k, t) as (values (1, 'а'), (2, null)) select k, t from v order by k
