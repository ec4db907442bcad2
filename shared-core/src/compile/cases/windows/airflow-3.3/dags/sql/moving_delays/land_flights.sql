-- Takes the rows of files/flights.csv as they are

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

COPY moving_delays__flights (date, delay, distance, origin, destination) FROM STDIN WITH (FORMAT csv, HEADER true)
;
