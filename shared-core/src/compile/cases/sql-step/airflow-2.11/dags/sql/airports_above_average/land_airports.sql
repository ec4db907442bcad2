-- Takes the rows of files/airports.csv as they are

DROP TABLE IF EXISTS airports_above_average__airports
;

CREATE TABLE airports_above_average__airports (
  iata  text,
  city  text,
  state text
)
;

COPY airports_above_average__airports (iata, city, state) FROM STDIN WITH (FORMAT csv, HEADER true)
;
