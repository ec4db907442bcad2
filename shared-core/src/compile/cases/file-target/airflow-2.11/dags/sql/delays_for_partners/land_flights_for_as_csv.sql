-- Makes the table in which files/flights.csv lands

CREATE OR REPLACE TABLE delays_for_partners__flights__as_csv (
  origin VARCHAR,
  delay INTEGER,
  day DATE
)
;
