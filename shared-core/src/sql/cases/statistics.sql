select stddev(amount) as dev, variance(qty) as var, corr(amount, qty) as c, covar_pop(amount, qty) as cov, regr_slope(amount, qty) as slope from orders
