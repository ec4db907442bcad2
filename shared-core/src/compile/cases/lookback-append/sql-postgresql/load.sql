-- clicks-log: step load → analytics.clicks (append)
-- AI-ETL 2ae6ac89e6cf

BEGIN;

DO $ddl$ BEGIN
  IF to_regnamespace('analytics') IS NULL THEN CREATE SCHEMA analytics; END IF;
EXCEPTION WHEN duplicate_schema OR unique_violation THEN NULL; -- another session was faster
END $ddl$;

CREATE TABLE IF NOT EXISTS analytics.clicks (
  click    bigint NOT NULL,
  happened timestamp without time zone NOT NULL,
  page     text
);

INSERT INTO analytics.clicks (click, happened, page)
SELECT click, happened, page
FROM public.clicks;

COMMIT;
