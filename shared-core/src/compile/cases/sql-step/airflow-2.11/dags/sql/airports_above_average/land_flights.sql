-- Makes the table in which files/flights.csv lands

DROP TABLE IF EXISTS airports_above_average__flights
;

CREATE TABLE airports_above_average__flights (
  date        timestamp without time zone,
  delay       bigint,
  distance    bigint,
  origin      text,
  destination text
)
;
