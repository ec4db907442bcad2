-- Drops the landed tables

DROP TABLE IF EXISTS flights_since__flights
;
