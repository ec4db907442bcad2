-- readings-log: шаг load → analytics.readings (append)
-- AI-ETL 571051021965

BEGIN;

CREATE OR REPLACE TABLE analytics.readings__rows AS
SELECT "at", sensor, value
FROM read_csv('readings.csv') AS readings;

CREATE TABLE IF NOT EXISTS analytics.readings AS
FROM analytics.readings__rows LIMIT 0;

INSERT INTO analytics.readings BY NAME
FROM analytics.readings__rows;

DROP TABLE analytics.readings__rows;

COMMIT;
