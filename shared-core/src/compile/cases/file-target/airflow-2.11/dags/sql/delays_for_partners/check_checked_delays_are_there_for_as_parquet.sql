-- Rule "delays are there"

SELECT failed_rows = 0 AS holds
FROM (
  WITH flights AS (
    SELECT delay
    FROM delays_for_partners__flights__as_parquet
  )
  SELECT count(*) FILTER (WHERE NOT delay IS NOT NULL) AS failed_rows, count(*) AS total_rows
  FROM flights
) AS counts
;
