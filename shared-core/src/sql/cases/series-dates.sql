select d::date from generate_series(date '2024-01-30', date '2024-02-02', interval '1 day') as g(d)
