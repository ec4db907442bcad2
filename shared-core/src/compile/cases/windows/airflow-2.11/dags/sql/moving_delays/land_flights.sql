-- Makes the table in which files/flights.csv lands

DROP TABLE IF EXISTS moving_delays__flights
;

CREATE TABLE moving_delays__flights (
  date        timestamp without time zone,
  delay       bigint,
  distance    bigint,
  origin      text,
  destination text
)
;
