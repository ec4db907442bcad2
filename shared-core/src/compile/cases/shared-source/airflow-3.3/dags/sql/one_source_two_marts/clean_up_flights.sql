-- Drops the landed tables

DROP TABLE IF EXISTS marts.one_source_two_marts__flights
;
