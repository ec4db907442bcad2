-- Makes the table in which files/flights.csv lands

DROP TABLE IF EXISTS flights_since__flights
;

CREATE TABLE flights_since__flights (
  date        timestamp without time zone,
  delay       bigint,
  distance    bigint,
  origin      text,
  destination text
)
;
