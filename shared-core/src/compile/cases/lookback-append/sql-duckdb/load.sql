-- clicks-log: шаг load → analytics.clicks (append)
-- AI-ETL 2ae6ac89e6cf
-- Прежде загрузите public.clicks (подключение app, шаг clicks) в staging.clicks

BEGIN;

CREATE OR REPLACE TABLE analytics.clicks__rows AS
SELECT click, happened, page
FROM staging.clicks;

CREATE TABLE IF NOT EXISTS analytics.clicks AS
FROM analytics.clicks__rows LIMIT 0;

INSERT INTO analytics.clicks BY NAME
FROM analytics.clicks__rows;

DROP TABLE analytics.clicks__rows;

COMMIT;
