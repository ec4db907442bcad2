select 'a''b' as q, 'back\slash' as b, E'line\nbreak\ttab' as l, '' as e, '100%' as p, '😀' as s
