-- Takes the rows of files/flights.csv as they are

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

COPY flights_since__flights (date, delay, distance, origin, destination) FROM STDIN WITH (FORMAT csv, HEADER true)
;
