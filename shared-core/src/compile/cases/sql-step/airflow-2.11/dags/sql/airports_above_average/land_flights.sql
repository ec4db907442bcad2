-- Takes the rows of files/flights.csv as they are

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

COPY airports_above_average__flights (date, delay, distance, origin, destination) FROM STDIN WITH (FORMAT csv, HEADER true)
;
