-- delays-for-partners: проверки шага checked: каждая даёт failed_rows и total_rows
-- AI-ETL 5b05e6275e24

-- delays are there (error)
WITH flights AS (
  SELECT delay
  FROM read_csv('flights.csv') AS flights
)
SELECT count(*) FILTER (WHERE NOT delay IS NOT NULL) AS failed_rows, count(*) AS total_rows
FROM flights;
