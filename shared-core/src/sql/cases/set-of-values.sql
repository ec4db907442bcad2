(values (1), (1), (2)) intersect (values (1), (1))
