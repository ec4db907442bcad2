-- Drops the landed tables

DROP TABLE IF EXISTS analytics.readings_log__readings
;
