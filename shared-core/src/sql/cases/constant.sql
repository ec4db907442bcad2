select 1 as one, null as nothing, true as yes, 1.50 as d, -5 as minus, 'т' as t, date '2024-02-29' as day, timestamp '2024-02-29 10:20:30.125' as ts
