-- Drops the landed tables

DROP TABLE IF EXISTS moving_delays__flights
;
