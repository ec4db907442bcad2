-- Drops the landed tables

DROP TABLE IF EXISTS analytics.clicks_log__clicks
;
