-- Drops the landed tables

DROP TABLE IF EXISTS airports_above_average__flights
;

DROP TABLE IF EXISTS airports_above_average__airports
;
