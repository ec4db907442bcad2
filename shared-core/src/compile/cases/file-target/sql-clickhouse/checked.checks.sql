-- delays-for-partners: checks of step checked: each gives failed_rows and total_rows
-- AI-ETL 5b05e6275e24
-- Before: load flights.csv (connection files, step flights) into staging.flights

-- delays are there (error)
WITH flights AS (
  SELECT delay
  FROM staging.flights
)
SELECT count() FILTER (WHERE NOT delay IS NOT NULL) AS failed_rows, count() AS total_rows
FROM flights;
