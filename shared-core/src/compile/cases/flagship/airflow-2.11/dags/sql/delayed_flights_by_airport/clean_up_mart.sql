-- Drops the landed tables

DROP TABLE IF EXISTS analytics.delayed_flights_by_airport__flights
;
