-- Makes the table in which files/airports.csv lands

DROP TABLE IF EXISTS airports_above_average__airports
;

CREATE TABLE airports_above_average__airports (
  iata  text,
  city  text,
  state text
)
;
