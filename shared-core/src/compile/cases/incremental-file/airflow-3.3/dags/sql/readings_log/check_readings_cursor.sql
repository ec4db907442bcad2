-- Every row of files/readings.csv has at

SELECT toBool(count() = 0) AS holds
FROM analytics.readings_log__readings
WHERE at IS NULL
;
